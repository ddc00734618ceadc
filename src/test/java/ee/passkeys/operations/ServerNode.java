// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import java.net.URI;
import java.time.Duration;

/** A server that a test has configured, and starts and ends. */
interface ServerNode extends AutoCloseable {

    /** Starts it, and waits until it serves what is deployed. */
    void start();

    /** Ends it at once, as a power cut would. */
    void kill();

    /** Where it serves the applications, such as {@code http://localhost:8080/}. */
    URI root();

    /** Everything it has written since its last start. */
    String log();

    /** The process of the running server. */
    ServerProcess process();

    /** The time that processors have worked for it since its start. */
    default Duration cpuTime() {
        return process().cpuTime();
    }

    @Override
    void close();
}
