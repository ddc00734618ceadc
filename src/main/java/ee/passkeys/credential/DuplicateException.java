// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import java.io.Serial;

/** Exception for a row whose key already exists. The transaction it happened in is rolled back. */
public final class DuplicateException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Kind of the row. */
    public enum Of {
        /** A ceremony is used once. */
        CEREMONY,
        /** A caller has one handle, and a handle one caller. */
        USER,
        /** A credential id has one owner. */
        PASSKEY,
        /** A secret is made by one node. */
        SECRET,
        /** What a password gave a caller is kept once. */
        PASSWORD_LOGIN,
        /** A caller is first asked for a passkey once. */
        OFFER,
        /** When passkeys were switched off in an application. */
        SWITCHED_OFF,
        /** A key or a family of refresh tokens, which is random. */
        TOKEN
    }

    /** Returns the kind of the row. */
    private final Of of;

    /**
     * Says what was there already.
     *
     * @param of the kind of row
     * @param cause what the database said
     */
    public DuplicateException(Of of, Throwable cause) {
        super("there is one already: " + of, cause);
        this.of = of;
    }

    /**
     * What was there already.
     *
     * @return the kind of row
     */
    public Of of() {
        return of;
    }
}
