// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds out what a database meant, whatever a persistence provider and a driver have wrapped it in. */
final class SqlFaults {

    /** The SQL state of a row whose key exists, with all databases that tell it from other violations. */
    private static final String KEY_EXISTS = "23505";

    /** The SQL state of any violation, with all other databases. */
    private static final String VIOLATION = "23000";

    /** What those give beside it when a key exists: Oracle; MySQL and MariaDB; SQL Server. */
    private static final Set<Integer> KEY_EXISTS_CODES = Set.of(1, 1062, 1586, 2601, 2627);

    private SqlFaults() {}

    /** Whether a key exists already; a row that refers to nothing, or lacks something, is another fault. */
    static boolean isDuplicate(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = next(cause)) {
            if (cause instanceof SQLException sql && saysKeyExists(sql)) {
                return true;
            }
        }
        return false;
    }

    /** Asks the persistence provider something; whatever it throws means that the database cannot be used now. */
    static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    static StoreUnavailableException unavailable(RuntimeException thrown) {
        return thrown instanceof StoreUnavailableException known
                ? known
                : new StoreUnavailableException("the database of passkeys fails: " + reason(thrown), thrown);
    }

    /** What was said first, in one line; a persistence provider tells the whole statement with it. */
    static String reason(Throwable thrown) {
        Throwable first = thrown;
        for (Throwable cause = thrown; cause != null; cause = next(cause)) {
            first = cause;
        }
        String said = first.getMessage();
        return (said == null ? first.toString() : said).strip().replaceAll("\\s+", " ");
    }

    /** One exception may lead a chain of them, each with causes of its own. */
    private static boolean saysKeyExists(SQLException first) {
        for (SQLException sql = first; sql != null; sql = sql.getNextException()) {
            String state = sql.getSQLState();
            if (KEY_EXISTS.equals(state)
                    || (VIOLATION.equals(state) && KEY_EXISTS_CODES.contains(sql.getErrorCode()))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }
}
