// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import java.util.Base64;

/**
 * Codec for base64url without padding, the form of bytes in the JSON of WebAuthn.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-dependencies">§3. Dependencies (Base64url encoding)</a>
 */
public final class Base64Url {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private Base64Url() {}

    /**
     * Encodes bytes.
     *
     * @param bytes any bytes, also none
     * @return base64url without padding
     */
    public static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /**
     * Decodes text, and rejects every spelling but the one of {@link #encode}, so that two texts never mean the same bytes.
     *
     * @param text base64url without padding
     * @return the bytes
     * @throws IllegalArgumentException when the text is padded, holds a foreign character, or sets bits that no byte uses
     */
    public static byte[] decode(String text) {
        byte[] bytes = DECODER.decode(text);
        if (!encode(bytes).equals(text)) {
            throw new IllegalArgumentException("not in the one form of base64url without padding");
        }
        return bytes;
    }
}
