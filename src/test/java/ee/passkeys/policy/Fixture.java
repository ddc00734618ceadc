// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.policy;

import ee.passkeys.config.SettingSource;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.credential.Passkey;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserHandle;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rules as an operator writes them, and passkeys of bob. */
final class Fixture {

    static final String RP_ID = "example.org";

    private static final SecureRandom RANDOM = new SecureRandom();

    private Fixture() {}

    static Rollout rollout(String... keysAndValues) {
        Map<String, String> values = new HashMap<>(Map.of("passkeys.rp.id", RP_ID));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put("passkeys." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Rollout(SettingsReader.read(SettingSource.of(values)));
    }

    static Passkey passkey() {
        return passkey(RP_ID, false, false);
    }

    /** The same, which somebody has signed in with. */
    static Passkey used(Passkey passkey) {
        return passkey(passkey.rpId(), passkey.backedUp(), passkey.disabled(), Instant.EPOCH);
    }

    static Passkey passkey(String rpId, boolean backedUp, boolean disabled) {
        return passkey(rpId, backedUp, disabled, null);
    }

    private static Passkey passkey(String rpId, boolean backedUp, boolean disabled, @Nullable Instant usedAt) {
        byte[] id = new byte[32];
        RANDOM.nextBytes(id);
        return new Passkey(
                CredentialId.of(id),
                UserHandle.random(RANDOM),
                "bob",
                "pQECAyYgASFYIA",
                0,
                true,
                true,
                backedUp,
                List.of(),
                new UUID(0, 0),
                rpId,
                "Phone",
                "none",
                Instant.EPOCH,
                usedAt,
                disabled);
    }
}
