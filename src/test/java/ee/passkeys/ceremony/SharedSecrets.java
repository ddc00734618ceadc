// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.config.Settings.SealSettings;
import ee.passkeys.config.Settings.StorageSettings;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.UserBase;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/** Secrets of the settings, or of a store. */
final class SharedSecrets {

    private SharedSecrets() {}

    /** The present secret alone. */
    static Secrets of(String secret) {
        return of(Optional.of(secret), Optional.empty(), new NoStore());
    }

    /** The present secret, and the one before. */
    static Secrets of(String secret, String previous) {
        return of(Optional.of(secret), Optional.of(previous), new NoStore());
    }

    /** Those of a node without a secret in its settings. */
    static Secrets in(PasskeyTransactions store) {
        return of(Optional.empty(), Optional.empty(), store);
    }

    /** A secret of as many bytes as it needs, all of which are this. */
    static String filledWith(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Base64Url.encode(bytes);
    }

    private static Secrets of(Optional<String> secret, Optional<String> previous, PasskeyTransactions store) {
        StorageSettings settings = new StorageSettings(
                "none", SchemaMode.OFF, UserBase.ofApplication("/shop"), secret, previous, SealSettings.NONE);
        return new Secrets(settings, store, new SecureRandom(), Clock.systemUTC());
    }

    /** Where the settings hold the secret, no store is asked. */
    private static final class NoStore implements PasskeyTransactions {
        @Override
        public <T, X extends Exception> T transact(Work<T, X> work) {
            throw new AssertionError("the store was asked");
        }
    }
}
