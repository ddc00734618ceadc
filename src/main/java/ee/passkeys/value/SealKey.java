// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Key of seals on rows: HMAC-SHA-256 of fields. It shows itself nowhere. */
public final class SealKey {

    private static final String HMAC = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecretKeySpec key;

    /**
     * Takes a secret.
     *
     * @param secret 32 bytes in base64url
     * @throws IllegalArgumentException when it is not
     */
    public SealKey(String secret) {
        byte[] bytes = Base64Url.decode(secret.strip());
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("not 32 bytes in base64url");
        }
        this.key = new SecretKeySpec(bytes, HMAC);
    }

    /**
     * Seals fields: each with its length before it, so that no two lists of fields are one message.
     *
     * @param fields texts, numbers and truth values, the first of which says what they are
     * @return the seal in hex
     */
    public String seal(Object... fields) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            for (Object field : List.of(fields)) {
                byte[] bytes = field.toString().getBytes(UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /**
     * Compares seals in a time that says nothing of where they differ.
     *
     * @param one a seal
     * @param other a seal
     * @return whether they are the same
     */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }
}
