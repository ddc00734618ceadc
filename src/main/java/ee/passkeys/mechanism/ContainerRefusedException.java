// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Thrown when the container does not take a caller whose passkey was verified. The reason is in the log. */
public final class ContainerRefusedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    ContainerRefusedException(@Nullable Throwable cause) {
        super("the container rejected the caller", cause);
    }
}
