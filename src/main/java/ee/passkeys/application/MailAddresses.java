// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import java.util.Optional;

/** Mail addresses of users. */
@FunctionalInterface
public interface MailAddresses {

    /**
     * Finds the address of a user.
     *
     * @param caller the name in the container
     * @return the address as the application has it, or empty where it has none
     * @throws IllegalStateException when that cannot be found out now
     */
    Optional<String> of(String caller);
}
