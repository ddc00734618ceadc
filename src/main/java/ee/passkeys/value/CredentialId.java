// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

/**
 * Credential ID: the identifier of a passkey, created by its authenticator.
 *
 * @param base64Url 1 to 1023 bytes, as base64url without padding
 * @see <a href="https://www.w3.org/TR/webauthn-3/#credential-id">§4. Terminology, Credential ID</a>
 */
public record CredentialId(String base64Url) {

    private static final int MOST_BYTES = 1023;

    /**
     * Checks form and length.
     *
     * @param base64Url the id as text
     * @throws IllegalArgumentException when the text is no base64url, or is empty or longer than the specification allows
     */
    public CredentialId {
        int length = Base64Url.decode(base64Url).length;
        if (length == 0 || length > MOST_BYTES) {
            throw new IllegalArgumentException("a credential id has 1 to 1023 bytes, this one " + length);
        }
    }

    /**
     * Creates the ID from bytes.
     *
     * @param bytes 1 to 1023 bytes
     * @return the id
     * @throws IllegalArgumentException when there are none or too many
     */
    public static CredentialId of(byte[] bytes) {
        return new CredentialId(Base64Url.encode(bytes));
    }

    /**
     * Returns the bytes of the ID.
     *
     * @return a fresh copy
     */
    public byte[] bytes() {
        return Base64Url.decode(base64Url);
    }
}
