// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static java.nio.charset.StandardCharsets.UTF_8;

import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserBase;
import ee.passkeys.value.UserHandle;
import ee.passkeys.value.UserNames;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Factory for the keys of rows: lower-case hex, which every database compares in the same way and can index. */
final class HashedKeys {

    private static final HexFormat HEX = HexFormat.of();

    private HashedKeys() {}

    static String of(UserHandle handle) {
        return HEX.formatHex(handle.bytes());
    }

    static UserHandle handle(String key) {
        return UserHandle.of(HEX.parseHex(key));
    }

    static String of(CredentialId id) {
        return sha256(id.bytes());
    }

    static String ofCaller(UserBase base, String caller) {
        return sha256(base.qualified(caller).getBytes(UTF_8));
    }

    /** The same key for all spellings that are one user of the base. */
    static String ofUser(UserBase base, String caller) {
        return ofCaller(base, base.key(caller));
    }

    /** The same key for a caller in any spelling. */
    static String ofPerson(UserBase base, String caller) {
        return ofCaller(base, UserNames.fold(caller));
    }

    /** Of the name that a sign-up holds, in any spelling: two newcomers at once are not to become one user. */
    static String ofReservation(UserBase base, String caller) {
        return sha256(("sign-up:" + ofPerson(base, caller)).getBytes(UTF_8));
    }

    /** The key of a caller always has the same length, so that no two pairs are one text. */
    static String ofGroup(String callerKey, String group) {
        return sha256((callerKey + group).getBytes(UTF_8));
    }

    /** Whatever an account is told by, a number or the bytes of a directory. */
    static String ofAccount(String id) {
        return sha256(("account:" + id).getBytes(UTF_8));
    }

    static String ofApplication(String contextPath) {
        return sha256(contextPath.getBytes(UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
