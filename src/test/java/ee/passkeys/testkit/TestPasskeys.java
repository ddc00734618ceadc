// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyUser;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserBase;
import ee.passkeys.value.UserHandle;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Users and passkeys for tests, each another one. */
public final class TestPasskeys {

    public static final Instant NOON = Instant.parse("2026-06-01T12:00:00.123Z");

    public static final UserBase USERS = new UserBase("/shop", true);

    private static final SecureRandom RANDOM = new SecureRandom();

    private TestPasskeys() {}

    public static PasskeyUser user() {
        return user("user-" + UUID.randomUUID());
    }

    public static PasskeyUser user(String caller) {
        return new PasskeyUser(caller, UserHandle.random(RANDOM), NOON);
    }

    public static CredentialId id() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return CredentialId.of(bytes);
    }

    public static Passkey passkey(PasskeyUser owner) {
        return passkey(owner, id(), 0);
    }

    public static Passkey passkey(PasskeyUser owner, String rpId) {
        return passkey(owner, id(), 0, rpId);
    }

    public static Passkey passkey(PasskeyUser owner, CredentialId id, long signatureCount) {
        return passkey(owner, id, signatureCount, "example.org");
    }

    private static Passkey passkey(PasskeyUser owner, CredentialId id, long signatureCount, String rpId) {
        return new Passkey(
                id,
                owner.handle(),
                owner.caller(),
                "pQECAyYgASFYIA",
                signatureCount,
                false,
                true,
                false,
                List.of("hybrid", "internal"),
                UUID.fromString("fbfc3007-154e-4ecc-8c0b-6e020557d7bd"),
                rpId,
                "My \u00fc phone \ud83d\udd11",
                "none",
                NOON,
                null,
                false);
    }
}
