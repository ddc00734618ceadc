// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import java.net.URI;

/** A server that a test has configured, and starts and ends. */
interface ServerNode extends AutoCloseable {

    /** Starts it, and waits until it serves what is deployed. */
    void start();

    /** Ends it at once, as a power cut would. */
    void kill();

    /** Where it serves the applications, such as {@code http://localhost:8080/}. */
    URI root();

    @Override
    void close();
}
