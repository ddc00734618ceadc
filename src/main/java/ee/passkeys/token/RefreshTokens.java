// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.token;

import ee.passkeys.ceremony.Authentication;
import ee.passkeys.ceremony.VerifiedAssertion;
import ee.passkeys.config.Settings.TokenSettings;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.TokenFamily;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.ApplicationLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Gives, rotates and revokes refresh tokens. Each is used once. Who uses one again, or one of two that are sent at once, may be a thief, or
 * the one who was robbed: the whole family is revoked, and the user needs the passkey again.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14">RFC 9700, Refresh Token Protection</a>
 */
final class RefreshTokens {

    private static final System.Logger LOG = ApplicationLog.of(RefreshTokens.class);

    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(10);
    private static final int BATCH = 500;

    private final TokenSettings settings;
    private final String issuer;
    private final PasskeyTransactions store;
    private final Authentication authentication;
    private final SecureRandom random;
    private final Clock clock;
    private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.EPOCH);

    RefreshTokens(
            TokenSettings settings,
            PasskeyTransactions store,
            Authentication authentication,
            SecureRandom random,
            Clock clock) {
        this.settings = settings;
        this.issuer = Digests.hex(settings.issuer());
        this.store = store;
        this.authentication = authentication;
        this.random = random;
        this.clock = clock;
    }

    /** Begins a family. */
    RefreshToken begin(VerifiedAssertion proof, Optional<String> thumbprint) {
        sweep();
        RefreshToken first = RefreshToken.first(random, proof.origin());
        TokenFamily family = new TokenFamily(
                first.family(),
                first.hash(),
                issuer,
                thumbprint.orElse(null),
                proof.userVerified(),
                proof.at(),
                proof.at().plus(settings.refreshLifetime()));
        store.transact(passkeys -> {
            passkeys.tokens().addFamily(family, proof.passkey());
            return family;
        });
        return first;
    }

    /**
     * Verifies a refresh token that a client uses. It is not used up before {@link #rotate}, so that a fault in between costs nothing.
     *
     * @param thumbprint the key whose possession the client proved, if it did
     * @throws TokenException {@code invalid_grant}
     */
    Renewal verify(String text, Optional<String> thumbprint) throws TokenException {
        RefreshToken token = RefreshToken.read(text).orElseThrow(RefreshTokens::unknown);
        TokenFamily family = store.<Optional<TokenFamily>, RuntimeException>transact(
                        passkeys -> passkeys.tokens().family(token.family()))
                .filter(known -> known.issuer().equals(issuer))
                .orElseThrow(RefreshTokens::unknown);
        if (!Digests.same(family.tokenHash(), token.hash())) {
            throw reused(family.id());
        }
        if (!clock.instant().isBefore(family.expiresAt())) {
            throw TokenException.invalidGrant("the refresh token has expired");
        }
        if (!thumbprint.equals(Optional.ofNullable(family.thumbprint()))) {
            throw TokenException.invalidGrant("the refresh token is bound to another key, or to none");
        }
        return renewal(token, family);
    }

    private Renewal renewal(RefreshToken token, TokenFamily family) throws TokenException {
        Optional<Passkey> passkey = store.transact(passkeys -> passkeys.tokens().passkeyOf(family.id()));
        if (passkey.isEmpty()) {
            revoke(family.id());
            throw TokenException.invalidGrant("the passkey of the refresh token was removed");
        }
        try {
            return new Renewal(
                    token,
                    family,
                    passkey.get(),
                    authentication.renew(
                            passkey.get(), family.userVerified(), family.authenticatedAt(), token.origin()));
        } catch (ProblemException e) {
            revoke(family.id());
            throw TokenException.invalidGrant(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Uses the token up and gives the next one.
     *
     * @throws TokenException {@code invalid_grant} when it was used in the meantime
     */
    RefreshToken rotate(Renewal renewal) throws TokenException {
        RefreshToken next = renewal.token().next(random);
        boolean first = store.transact(passkeys ->
                passkeys.tokens().rotate(renewal.family().id(), renewal.token().hash(), next.hash()));
        if (!first) {
            throw reused(renewal.family().id());
        }
        return next;
    }

    /** Whose token it is; empty when it is none that counts, or ever counted. */
    Optional<String> familyOf(String text) {
        return RefreshToken.read(text)
                .flatMap(token -> store.<Optional<TokenFamily>, RuntimeException>transact(
                        passkeys -> passkeys.tokens().family(token.family())))
                .filter(known -> known.issuer().equals(issuer))
                .map(TokenFamily::id);
    }

    void revoke(String family) {
        store.transact(passkeys -> passkeys.tokens().removeFamily(family));
    }

    private TokenException reused(String family) {
        revoke(family);
        return TokenException.invalidGrant("the refresh token was used before, so all tokens after it are revoked");
    }

    private static TokenException unknown() {
        return TokenException.invalidGrant("the refresh token is unknown or was revoked");
    }

    /** Now and then, beside the requests. */
    private void sweep() {
        Instant now = clock.instant();
        Instant due = nextSweep.get();
        if (now.isAfter(due) && nextSweep.compareAndSet(due, now.plus(BETWEEN_SWEEPS))) {
            store.beside(() -> sweep(now));
        }
    }

    private void sweep(Instant now) {
        try {
            int removed = store.transact(passkeys -> passkeys.tokens().removeExpired(now, BATCH));
            LOG.log(System.Logger.Level.TRACE, "Expired refresh tokens deleted: {0}", removed);
        } catch (StoreUnavailableException e) {
            LOG.log(System.Logger.Level.DEBUG, "Expired refresh tokens are kept until the next attempt", e);
        }
    }
}
