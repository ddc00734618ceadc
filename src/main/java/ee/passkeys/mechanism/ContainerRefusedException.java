// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Exception for a user whose passkey was verified but whom the container rejected. The reason is in the log. */
public final class ContainerRefusedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    ContainerRefusedException(@Nullable Throwable cause) {
        super("the container rejected the caller", cause);
    }
}
