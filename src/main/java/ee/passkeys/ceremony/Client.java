// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.value.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The browser or app at the other end, as far as a ceremony is tied to it.
 *
 * @param origin where it says it is, or empty when it does not say, as native apps do
 * @param cookie the random value of the cookie that ties a ceremony to the browser it began in
 */
public record Client(Optional<Origin> origin, String cookie) {

    String binding() {
        return Hashes.hex(Hashes.sha256(cookie.getBytes(StandardCharsets.UTF_8)));
    }
}
