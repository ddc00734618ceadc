// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static java.nio.charset.StandardCharsets.UTF_8;

import ee.passkeys.credential.Secret;
import ee.passkeys.value.Base64Url;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what the database keeps, with a key that comes from the secret that all nodes share: AES-256-GCM. A secret in the settings keeps it
 * from those who read the database; one in the database does not.
 */
public final class SecretBox {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Secrets secrets;
    private final SecureRandom random;

    SecretBox(Secrets secrets, SecureRandom random) {
        this.secrets = secrets;
        this.random = random;
    }

    /**
     * Encrypts.
     *
     * @param purpose what it is for: what is sealed for one purpose does not open for another
     * @param context what it belongs to, which must be the same when it is opened
     * @param plain the bytes
     * @return text, which names the secret
     */
    public String seal(String purpose, String context, byte[] plain) {
        Secret secret = secrets.newest();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, secret, purpose, context, nonce).doFinal(plain);
            return secret.id() + "."
                    + Base64Url.encode(ByteBuffer.allocate(nonce.length + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /**
     * Decrypts.
     *
     * @param purpose what it is for
     * @param context what it belongs to
     * @param sealed what {@link #seal} made
     * @return the bytes; empty when it was altered, belongs to something else, or its secret is not known any more
     */
    public Optional<byte[]> open(String purpose, String context, String sealed) {
        List<String> parts = List.of(sealed.split("\\.", -1));
        Optional<Secret> secret = parts.size() == 2 ? secrets.find(parts.get(0)) : Optional.empty();
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64Url.decode(parts.get(1)));
            if (bytes.remaining() <= NONCE_BYTES) {
                return Optional.empty();
            }
            byte[] nonce = new byte[NONCE_BYTES];
            bytes.get(nonce);
            byte[] rest = new byte[bytes.remaining()];
            bytes.get(rest);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, secret.get(), purpose, context, nonce)
                    .doFinal(rest));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, Secret secret, String purpose, String context, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(
                mode,
                new SecretKeySpec(Hashes.derive(secret.bytes(), purpose), "AES"),
                new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(UTF_8));
        return cipher;
    }
}
