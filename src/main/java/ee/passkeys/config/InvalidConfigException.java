// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import java.io.Serial;
import java.util.List;

/** Thrown at start when settings are wrong and that is to stop the application: one exception that names every mistake and its cure. */
public final class InvalidConfigException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Lists the mistakes.
     *
     * @param mistakes each as "key: got X, expected Y; cure", at least one
     */
    public InvalidConfigException(List<String> mistakes) {
        super("Passkeys EE cannot start with these settings:\n - " + String.join("\n - ", mistakes));
    }
}
