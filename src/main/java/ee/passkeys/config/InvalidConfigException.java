// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import java.io.Serial;
import java.util.List;

/** Exception that makes the deployment fail because of invalid settings. It names every invalid setting and its cure. */
public final class InvalidConfigException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Lists the mistakes.
     *
     * @param mistakes at least one, each such as "key: got X; set it to Y"
     */
    public InvalidConfigException(List<String> mistakes) {
        super("Passkeys EE has invalid settings:\n - " + String.join("\n - ", mistakes));
    }
}
