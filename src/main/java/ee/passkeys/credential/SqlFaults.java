// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Finds out what a database meant, whatever a persistence provider and a driver have wrapped it in. */
final class SqlFaults {

    /** Class of SQL states of violated constraints. */
    private static final String INTEGRITY = "23";

    private SqlFaults() {}

    static boolean isDuplicate(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = next(cause)) {
            if (cause instanceof SQLException sql && isIntegrity(sql)) {
                return true;
            }
        }
        return false;
    }

    static boolean isOfDatabase(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = next(cause)) {
            if (cause instanceof SQLException || cause instanceof PersistenceException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIntegrity(SQLException sql) {
        return sql.getSQLState() != null && sql.getSQLState().startsWith(INTEGRITY);
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }
}
