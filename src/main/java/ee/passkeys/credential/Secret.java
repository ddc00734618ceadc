// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import ee.passkeys.value.Base64Url;
import java.time.Instant;

/**
 * A key that all nodes share, from which the keys that seal ceremonies are derived.
 *
 * @param id its short name, which travels in what was sealed with it
 * @param base64Url 32 random bytes
 * @param createdAt when it was made; the newest one seals, all of them open
 */
public record Secret(String id, String base64Url, Instant createdAt) {

    /**
     * The key itself.
     *
     * @return a fresh copy
     */
    public byte[] bytes() {
        return Base64Url.decode(base64Url);
    }

    /** Names the secret and does not tell it. */
    @Override
    public String toString() {
        return "Secret[" + id + "]";
    }
}
