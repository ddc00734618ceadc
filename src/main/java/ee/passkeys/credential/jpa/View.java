// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.sql.RowLimit;
import ee.passkeys.credential.sql.RowSeals;
import ee.passkeys.value.UserBase;

/**
 * What a transaction sees of the tables.
 *
 * @param users the user base whose passkeys it sees
 * @param seals tells the rows that we wrote from others
 * @param limit how the database is told that the first rows alone are wanted
 */
record View(UserBase users, RowSeals seals, RowLimit limit) {

    View(UserBase users, RowSeals seals) {
        this(users, seals, RowLimit.OF_DRIVER);
    }

    /** The same of a database that was asked what it is. */
    View with(RowLimit other) {
        return new View(users, seals, other);
    }

    static View of(UserBase users) {
        return new View(users, RowSeals.NONE);
    }

    Passkey passkey(PasskeyRow row) {
        Passkey passkey = row.toPasskey();
        return passkey.forged(seals.isForged(users, passkey, row.seal()));
    }
}
