// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.token;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.ceremony.PasskeyCeremonies;
import ee.passkeys.ceremony.VerifiedAssertion;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Settings.TokenSettings;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.event.Events;
import ee.passkeys.value.Origin;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Entry point of this package: gives tokens to clients, and verifies what they bring.
 *
 * <p>Safe for use by many threads.
 */
public final class Tokens {

    /** How long it is not asked again whether passkey and account of an access token still stand. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static final int MOST_REMEMBERED = 10_000;

    private static final String BEARER = "Bearer";
    private static final String DPOP = "DPoP";

    private final TokenSettings settings;
    private final PasskeyTransactions store;
    private final PasskeyCeremonies ceremonies;
    private final Events events;
    private final Clock clock;
    private final TokenKeys keys;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final DpopProofs proofs;
    private final Set<Origin> limited;
    private final Cache<String, Boolean> standing = CacheBuilder.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    /**
     * Made by the platform.
     *
     * @param settings all settings
     * @param store the stored passkeys
     * @param ceremonies what the tokens come from
     * @param events where refusals are told
     * @param random for keys and tokens
     * @param clock the server's
     */
    public Tokens(
            Settings settings,
            PasskeyTransactions store,
            PasskeyCeremonies ceremonies,
            Events events,
            SecureRandom random,
            Clock clock) {
        this.settings = settings.tokens();
        this.store = store;
        this.ceremonies = ceremonies;
        this.events = events;
        this.clock = clock;
        this.keys = new TokenKeys(this.settings, store, ceremonies.secretBox(), random, clock);
        this.accessTokens = new AccessTokens(this.settings, keys, random, clock);
        this.refreshTokens = new RefreshTokens(this.settings, store, ceremonies.authentication(), random, clock);
        this.proofs = new DpopProofs(settings.relyingParties(), this.settings.issuer(), ceremonies.singleUse(), clock);
        this.limited = settings.groups().byOrigin().keySet();
    }

    /**
     * Tells whether there are tokens.
     *
     * @return false where nothing of this package may be used
     */
    public boolean areOn() {
        return settings.on();
    }

    /**
     * Returns the public keys.
     *
     * @return a JSON document, as in RFC 7517
     */
    public String publicKeys() {
        return keys.published();
    }

    /**
     * Verifies the proof of possession of a request for tokens.
     *
     * @param headers the headers {@code DPoP} of the request
     * @param target the request
     * @return the proof, or empty where the client sent none
     * @throws TokenException {@code invalid_dpop_proof}
     */
    public Optional<Possession> possession(List<String> headers, HttpTarget target) throws TokenException {
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(possession(headers, target, Optional.empty()));
    }

    private Possession possession(List<String> headers, HttpTarget target, Optional<String> accessToken)
            throws TokenException {
        if (headers.size() != 1) {
            throw TokenException.invalidProof("the request has " + headers.size() + " proofs, expected 1");
        }
        return proofs.verify(headers.get(0), target, accessToken);
    }

    /**
     * Gives the first tokens for the use of a passkey.
     *
     * @param proof who it is
     * @param groups all groups that the user has
     * @param possession the key to which the tokens are bound, if any
     * @return the tokens
     * @throws TokenException {@code invalid_grant} when the passkey was removed in the meantime, {@code invalid_dpop_proof} when the proof
     *     was used before
     */
    public TokenPair issue(VerifiedAssertion proof, Set<String> groups, Optional<Possession> possession)
            throws TokenException {
        if (proof.renewed()) {
            throw new IllegalArgumentException("an earlier use of a passkey begins no family");
        }
        Passkey passkey = store.<Optional<Passkey>, RuntimeException>transact(stored -> stored.find(proof.passkey()))
                .orElseThrow(() -> TokenException.invalidGrant("the passkey was removed in the meantime"));
        useUp(possession);
        Optional<String> thumbprint = possession.map(Possession::thumbprint);
        RefreshToken first = refreshTokens.begin(proof, thumbprint);
        return pair(proof, groups, passkey, first, thumbprint);
    }

    /**
     * Verifies a refresh token that a client uses. Groups have to be found for it, and then {@link #renew} gives the next tokens.
     *
     * @param refreshToken what the client sent
     * @param possession the key whose possession it proved, if it did
     * @return who it is
     * @throws TokenException {@code invalid_grant}, {@code invalid_dpop_proof} when the proof was used before
     */
    public Renewal renewal(String refreshToken, Optional<Possession> possession) throws TokenException {
        try {
            Renewal renewal = refreshTokens.verify(refreshToken, possession.map(Possession::thumbprint));
            useUp(possession);
            return renewal;
        } catch (TokenException e) {
            throw reported(e);
        }
    }

    /**
     * Uses up a refresh token and gives the next tokens.
     *
     * @param renewal what {@link #renewal} verified
     * @param groups all groups that the user has now
     * @return the tokens
     * @throws TokenException {@code invalid_grant} when it was used in the meantime
     */
    public TokenPair renew(Renewal renewal, Set<String> groups) throws TokenException {
        try {
            RefreshToken next = refreshTokens.rotate(renewal);
            return pair(
                    renewal.proof(),
                    groups,
                    renewal.passkey(),
                    next,
                    Optional.ofNullable(renewal.family().thumbprint()));
        } catch (TokenException e) {
            throw reported(e);
        }
    }

    private TokenPair pair(
            VerifiedAssertion proof,
            Set<String> groups,
            Passkey passkey,
            RefreshToken refreshToken,
            Optional<String> thumbprint) {
        AccessToken token = new AccessToken(
                proof.caller(),
                groups,
                refreshToken.family(),
                proof.userVerified(),
                proof.at(),
                proof.origin().filter(limited::contains),
                thumbprint);
        return new TokenPair(
                accessTokens.sign(token, passkey),
                thumbprint.isPresent() ? DPOP : BEARER,
                settings.lifetime(),
                refreshToken.text());
    }

    /**
     * Revokes a refresh token, all others of its family, and the access tokens that came with them. A token that is unknown is revoked
     * already.
     *
     * @param refreshToken what the client sent
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7009">RFC 7009, OAuth 2.0 Token Revocation</a>
     */
    public void revoke(String refreshToken) {
        refreshTokens.familyOf(refreshToken).ifPresent(family -> {
            refreshTokens.revoke(family);
            standing.invalidate(family);
        });
    }

    /**
     * Tells whether an access token claims to be of this issuer. All others belong to the application, and are left to it.
     *
     * @param authorization what the client brought
     * @return false for any other token
     */
    public boolean areClaimedBy(Authorization authorization) {
        return accessTokens.claimsToBeOurs(authorization.token());
    }

    /**
     * Verifies an access token that a client brings: signature, time and audience, the key to which it is bound, and that passkey and account
     * still stand.
     *
     * @param authorization what the client brought
     * @param target the request
     * @return what the token says
     * @throws TokenException {@code invalid_token}, {@code invalid_dpop_proof}
     */
    public AccessToken verify(Authorization authorization, HttpTarget target) throws TokenException {
        AccessToken token = accessTokens.verify(authorization.token());
        boolean bound = token.thumbprint().isPresent();
        if (bound != authorization.isDpop()) {
            throw TokenException.invalidToken("the token needs the other scheme");
        }
        if (bound) {
            Possession possession = possession(authorization.proofs(), target, Optional.of(authorization.token()));
            if (!Digests.same(possession.thumbprint(), token.thumbprint().get())) {
                throw TokenException.invalidToken("the token is bound to another key");
            }
            proofs.useUp(possession);
        }
        if (!isStanding(token)) {
            throw TokenException.invalidToken("the token was revoked, or its passkey or account is not active");
        }
        return token;
    }

    private void useUp(Optional<Possession> possession) throws TokenException {
        if (possession.isPresent()) {
            proofs.useUp(possession.get());
        }
    }

    /** What is found is remembered for some seconds, for clients that send many requests. */
    private boolean isStanding(AccessToken token) {
        Boolean known = standing.getIfPresent(token.family());
        if (known == null) {
            Optional<Passkey> passkey =
                    store.transact(passkeys -> passkeys.tokens().passkeyOf(token.family()));
            known = passkey.filter(found -> found.caller().equals(token.caller())
                            && ceremonies
                                    .authentication()
                                    .isStanding(found, token.authenticatedAt().plusMillis(999)))
                    .isPresent();
            standing.put(token.family(), known);
        }
        return known;
    }

    private TokenException reported(TokenException refusal) {
        String why = refusal.getMessage();
        events.send(new PasskeyEvent.Refused(
                clock.instant(), "token", refusal.error().replace('_', '-'), why == null ? "" : why));
        return refusal;
    }
}
