// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserBase;
import ee.passkeys.value.UserHandle;
import ee.passkeys.value.UserNames;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Factory for the keys of rows: lower-case hex, which every database compares in the same way and can index. */
public final class HashedKeys {

    private static final HexFormat HEX = HexFormat.of();

    private HashedKeys() {}

    /**
     * The key of a user handle.
     *
     * @param handle what authenticators know the user by
     * @return the handle in hex
     */
    public static String of(UserHandle handle) {
        return HEX.formatHex(handle.bytes());
    }

    /**
     * The user handle of a key.
     *
     * @param key the handle in hex
     * @return the handle
     */
    public static UserHandle handle(String key) {
        return UserHandle.of(HEX.parseHex(key));
    }

    /**
     * The key of a passkey.
     *
     * @param id the credential id
     * @return SHA-256 in hex
     */
    public static String of(CredentialId id) {
        return sha256(id.bytes());
    }

    /**
     * The key of a caller in this very spelling.
     *
     * @param base the user base
     * @param caller the name in the container
     * @return SHA-256 in hex
     */
    public static String ofCaller(UserBase base, String caller) {
        return sha256(base.qualified(caller).getBytes(UTF_8));
    }

    /**
     * The same key for all spellings that are one user of the base.
     *
     * @param base the user base
     * @param caller the name in the container
     * @return SHA-256 in hex
     */
    public static String ofUser(UserBase base, String caller) {
        return ofCaller(base, base.key(caller));
    }

    /**
     * The same key for a caller in any spelling.
     *
     * @param base the user base
     * @param caller the name in the container
     * @return SHA-256 in hex
     */
    public static String ofPerson(UserBase base, String caller) {
        return ofCaller(base, UserNames.fold(caller));
    }

    /**
     * The key of the name that a sign-up holds, in any spelling: two newcomers at once are not to become one user.
     *
     * @param base the user base
     * @param caller the name in the container
     * @return SHA-256 in hex
     */
    public static String ofReservation(UserBase base, String caller) {
        return sha256(("sign-up:" + ofPerson(base, caller)).getBytes(UTF_8));
    }

    /**
     * The key of a group of a caller. The key of a caller always has the same length, so that no two pairs are one text.
     *
     * @param callerKey the key of the caller
     * @param group the name of the group
     * @return SHA-256 in hex
     */
    public static String ofGroup(String callerKey, String group) {
        return sha256((callerKey + group).getBytes(UTF_8));
    }

    /**
     * The key of a code of a user.
     *
     * @param base the user base
     * @param caller the name in the container
     * @param code the code
     * @return SHA-256 in hex
     */
    public static String ofCode(UserBase base, String caller, String code) {
        return sha256(("code:" + ofUser(base, caller) + code).getBytes(UTF_8));
    }

    /**
     * The key of an account, whatever it is told by, a number or the bytes of a directory.
     *
     * @param id what tells the account from every other
     * @return SHA-256 in hex
     */
    public static String ofAccount(String id) {
        return sha256(("account:" + id).getBytes(UTF_8));
    }

    /**
     * The key of an application.
     *
     * @param contextPath such as {@code /shop}
     * @return SHA-256 in hex
     */
    public static String ofApplication(String contextPath) {
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
