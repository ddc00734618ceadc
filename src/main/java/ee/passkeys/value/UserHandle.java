// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import java.security.SecureRandom;

/**
 * User handle: random bytes by which an authenticator identifies a user, unrelated to the person and never reused.
 *
 * @param base64Url 1 to 64 bytes, as base64url without padding; ours have 32
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-user-handle-privacy">§14.6.1. User Handle Contents</a>
 */
public record UserHandle(String base64Url) {

    private static final int OUR_BYTES = 32;
    private static final int MOST_BYTES = 64;

    /**
     * Checks form and length.
     *
     * @param base64Url the handle as text
     * @throws IllegalArgumentException when the text is no base64url, or is empty or longer than the specification allows
     */
    public UserHandle {
        int length = Base64Url.decode(base64Url).length;
        if (length == 0 || length > MOST_BYTES) {
            throw new IllegalArgumentException("a user handle has 1 to 64 bytes, this one " + length);
        }
    }

    /**
     * Creates a handle of 32 random bytes.
     *
     * @param random where the bytes come from
     * @return a handle that no user has
     */
    public static UserHandle random(SecureRandom random) {
        byte[] bytes = new byte[OUR_BYTES];
        random.nextBytes(bytes);
        return of(bytes);
    }

    /**
     * Creates a handle from bytes.
     *
     * @param bytes 1 to 64 bytes
     * @return the handle
     * @throws IllegalArgumentException when there are none or too many
     */
    public static UserHandle of(byte[] bytes) {
        return new UserHandle(Base64Url.encode(bytes));
    }

    /**
     * Returns the bytes of the handle.
     *
     * @return a fresh copy
     */
    public byte[] bytes() {
        return Base64Url.decode(base64Url);
    }
}
