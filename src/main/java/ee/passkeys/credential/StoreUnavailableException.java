// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import java.io.Serial;

/** Exception for a database that is unavailable; nothing was changed. */
public final class StoreUnavailableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Says what could not be done.
     *
     * @param message for the log
     * @param cause what the database or the persistence provider said
     */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Says what could not be done, where nothing but ourselves found it out.
     *
     * @param message for the log
     */
    public StoreUnavailableException(String message) {
        super(message);
    }
}
