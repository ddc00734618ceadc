// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** Patience with a server that is away for a moment: Payara opens a listener anew some seconds after it was set; on a busy machine, after a minute. */
final class Patience {

    private static final Duration LENGTH = Duration.ofMinutes(3);

    private Patience() {}

    /** Asks until the server answers. */
    static <T> T whileAway(Supplier<T> asking) {
        long deadline = System.nanoTime() + LENGTH.toNanos();
        while (true) {
            try {
                return asking.get();
            } catch (IllegalStateException e) {
                if (!(e.getCause() instanceof IOException) || System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }
}
