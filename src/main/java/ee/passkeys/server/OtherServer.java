// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.server;

import java.util.function.Predicate;

/** A server that nobody knows. */
final class OtherServer extends ServerProfile {

    OtherServer() {
        super("other");
    }

    @Override
    boolean has(Predicate<String> classes) {
        return true;
    }
}
