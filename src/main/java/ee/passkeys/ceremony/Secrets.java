// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.config.Settings.StorageSettings;
import ee.passkeys.credential.DuplicateException;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.Secret;
import ee.passkeys.value.Base64Url;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Secrets that all nodes share: those in the settings, or those in the database, where the first node creates one.
 *
 * <p>They are read once and kept. A node that meets the id of a secret it does not know reads them again, because another node may have
 * added it.
 */
final class Secrets {

    private static final int BYTES = 32;
    private static final String FIRST = "1";

    private final PasskeyTransactions store;
    private final SecureRandom random;
    private final Clock clock;
    private final List<Secret> configured;
    private volatile List<Secret> known;

    Secrets(StorageSettings settings, PasskeyTransactions store, SecureRandom random, Clock clock) {
        this.store = store;
        this.random = random;
        this.clock = clock;
        this.configured = Stream.of(settings.secret(), settings.previousSecret())
                .flatMap(Optional::stream)
                .map(Secrets::configured)
                .toList();
        this.known = configured;
    }

    /** The secret to seal with. */
    Secret newest() {
        if (known.isEmpty()) {
            readOnce();
        }
        return known.get(0);
    }

    /** Of many calls that come first at once, one makes the secret, and the others wait for it. */
    private synchronized void readOnce() {
        if (known.isEmpty()) {
            known = read();
        }
    }

    /** The secret that what must stay the same for years is derived from: it outlives a rotation as long as the old one is kept. */
    Secret oldest() {
        newest();
        return known.get(known.size() - 1);
    }

    /** The secret of that id, or empty when there is none, on no node. */
    Optional<Secret> find(String id) {
        Optional<Secret> secret = among(known, id);
        if (secret.isPresent() || !configured.isEmpty() || !id.matches("[0-9a-zA-Z]{1,16}")) {
            return secret;
        }
        known = read();
        return among(known, id);
    }

    private List<Secret> read() {
        List<Secret> there = store.transact(passkeys -> passkeys.secrets());
        return there.isEmpty() ? first() : there;
    }

    private List<Secret> first() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        Secret mine = new Secret(FIRST, Base64Url.encode(bytes), Instant.now(clock));
        try {
            store.transact(passkeys -> {
                passkeys.addSecret(mine);
                return mine;
            });
        } catch (DuplicateException e) {
            // Another node was faster: its secret is the one.
        }
        return store.transact(passkeys -> passkeys.secrets());
    }

    private static Optional<Secret> among(List<Secret> secrets, String id) {
        return secrets.stream().filter(secret -> secret.id().equals(id)).findFirst();
    }

    /** A configured secret is named by its own hash, so that both nodes of a rotation name it alike. */
    private static Secret configured(String base64Url) {
        String id = "c" + Hashes.hex(Hashes.sha256(Base64Url.decode(base64Url))).substring(0, 8);
        return new Secret(id, base64Url, Instant.EPOCH);
    }
}
