// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin.cli;

import java.io.Serial;

/** Exception for words that make no command. */
final class WrongUsageException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    WrongUsageException(String message) {
        super(message);
    }
}
