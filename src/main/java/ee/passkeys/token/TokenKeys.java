// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import ee.passkeys.ceremony.SecretBox;
import ee.passkeys.config.Settings.TokenSettings;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.TokenKey;
import ee.passkeys.value.ApplicationLog;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keys that sign access tokens: in the database for all nodes, encrypted, and replaced by age. Only what the encrypted part says of a key is
 * believed, so that who can write to the database, and does not know the secret, adds none.
 *
 * <p>A new key is published some time before it signs, for those who read the published keys now and then only. Safe for use by many threads.
 */
final class TokenKeys {

    private static final System.Logger LOG = ApplicationLog.of(TokenKeys.class);

    private static final String PURPOSE = "token key";

    /** How long a new key is only published. */
    private static final Duration PUBLISHED_BEFORE = Duration.ofHours(1);

    private static final Duration READ_AGAIN = Duration.ofMinutes(1);

    /** Anybody may send a token with a key that nobody knows. */
    private static final Duration READ_FOR_UNKNOWN = Duration.ofSeconds(5);

    private final TokenSettings settings;
    private final String issuer;
    private final PasskeyTransactions store;
    private final SecretBox box;
    private final SecureRandom random;
    private final Clock clock;
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile Known known = new Known(List.of(), Instant.MIN);

    TokenKeys(TokenSettings settings, PasskeyTransactions store, SecretBox box, SecureRandom random, Clock clock) {
        this.settings = settings;
        this.issuer = Digests.hex(settings.issuer());
        this.store = store;
        this.box = box;
        this.random = random;
        this.clock = clock;
    }

    private record Key(ECKey pair, Instant createdAt) {}

    /** The newest key comes first. */
    private record Known(List<Key> keys, Instant readAt) {}

    /** The key that signs now; made where there is none. */
    ECKey current() {
        Instant now = clock.instant();
        List<Key> keys = known(READ_AGAIN);
        if (keys.isEmpty()
                || !keys.get(0).createdAt().plus(settings.keyLifetime()).isAfter(now)) {
            keys = renew();
        }
        Instant published = now.minus(publishedBefore());
        return keys.stream()
                .filter(key -> !key.createdAt().isAfter(published))
                .findFirst()
                .orElse(keys.get(keys.size() - 1))
                .pair();
    }

    /** The public part of a key, or empty where no node has such a key. */
    Optional<ECKey> find(String id) {
        Optional<ECKey> key = among(known(READ_AGAIN), id);
        return key.isPresent() ? key : among(known(READ_FOR_UNKNOWN), id);
    }

    /** All public parts, as RFC 7517 has them. */
    String published() {
        current();
        return new JWKSet(known(READ_AGAIN).stream()
                        .<com.nimbusds.jose.jwk.JWK>map(key -> key.pair().toPublicJWK())
                        .toList())
                .toString(true);
    }

    private static Optional<ECKey> among(List<Key> keys, String id) {
        return keys.stream()
                .map(key -> key.pair().toPublicJWK())
                .filter(key -> key.getKeyID().equals(id))
                .findFirst();
    }

    private Duration publishedBefore() {
        Duration tenth = settings.keyLifetime().dividedBy(10);
        return tenth.compareTo(PUBLISHED_BEFORE) < 0 ? tenth : PUBLISHED_BEFORE;
    }

    private Instant tooOld() {
        return clock.instant().minus(settings.keyLifetime().multipliedBy(2));
    }

    private List<Key> known(Duration age) {
        Known now = known;
        boolean fresh = now.readAt().isAfter(Instant.MIN)
                && clock.instant().isBefore(now.readAt().plus(age));
        return (fresh ? now : read())
                .keys().stream()
                        .filter(key -> key.createdAt().isAfter(tooOld()))
                        .toList();
    }

    private Known read() {
        List<TokenKey> stored = store.transact(passkeys -> passkeys.tokens().keys(issuer));
        List<Key> opened = new ArrayList<>();
        for (TokenKey key : stored) {
            open(key).ifPresent(pair -> opened.add(new Key(pair, key.createdAt())));
        }
        Known read = new Known(List.copyOf(opened), clock.instant());
        known = read;
        return read;
    }

    /** Two nodes that do so at once make two keys, which is no harm: both are known to all. */
    private synchronized List<Key> renew() {
        List<Key> there = known(Duration.ZERO);
        if (!there.isEmpty()
                && there.get(0).createdAt().plus(settings.keyLifetime()).isAfter(clock.instant())) {
            return there;
        }
        TokenKey made = make();
        store.transact(passkeys -> {
            passkeys.tokens().removeKeys(issuer, tooOld());
            passkeys.tokens().addKey(made);
            return made;
        });
        LOG.log(
                System.Logger.Level.INFO,
                "A new key {0} signs access tokens; it is published in jwks.json.",
                made.id());
        return known(Duration.ZERO);
    }

    private TokenKey make() {
        try {
            ECKey pair = new ECKeyGenerator(Curve.P_256)
                    .secureRandom(random)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
            String sealed = box.seal(
                    PURPOSE, context(pair.getKeyID()), pair.toJSONString().getBytes(UTF_8));
            return new TokenKey(pair.getKeyID(), issuer, sealed, clock.instant());
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    private Optional<ECKey> open(TokenKey key) {
        Optional<byte[]> plain = box.open(PURPOSE, context(key.id()), key.sealed());
        if (plain.isEmpty()) {
            if (warned.compareAndSet(false, true)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The key {0} of access tokens cannot be decrypted with passkeys.secret, so tokens that it signed are"
                                + " rejected. After a change of the secret, keep the old one in passkeys.secret.previous.",
                        key.id());
            }
            return Optional.empty();
        }
        try {
            return Optional.of(ECKey.parse(new String(plain.get(), UTF_8)));
        } catch (ParseException e) {
            throw new IllegalStateException("an encrypted key of another version", e);
        }
    }

    private String context(String id) {
        return issuer + "\n" + id;
    }
}
