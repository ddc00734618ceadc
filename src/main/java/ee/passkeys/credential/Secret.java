// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import ee.passkeys.value.Base64Url;
import java.time.Instant;

/**
 * Secret that all nodes share, from which the keys for ceremony tokens are derived.
 *
 * @param id its short name, which travels in what was sealed with it
 * @param base64Url 32 random bytes
 * @param createdAt when it was made; the newest one seals, all of them open
 */
public record Secret(String id, String base64Url, Instant createdAt) {

    /**
     * Returns the bytes of the secret.
     *
     * @return a fresh copy
     */
    public byte[] bytes() {
        return Base64Url.decode(base64Url);
    }

    /** Omits the bytes of the secret. */
    @Override
    public String toString() {
        return "Secret[" + id + "]";
    }
}
