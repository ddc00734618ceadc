// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
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

    /** The class of SQL states of a transaction that lost to another one: by a deadlock, or because it cannot be put in a row with it. */
    private static final String ROLLED_BACK = "40";

    /** Of that class: nobody knows whether it was carried out, which is what a database says that is going away. */
    private static final String NOBODY_KNOWS = "40003";

    /** PostgreSQL: a lock was not to be had in time. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /**
     * What the others say when a lock was not to be had in time, or the transaction lost to another: H2 (50200, and 90131 for a row that
     * another changed); MySQL and MariaDB (1205, 1213, 3572, and 1020 for such a row); Oracle (54, 60, 30006, and 8177); SQL Server (1205,
     * 1222, and 3960); Db2 (-911, -913).
     */
    private static final Set<Integer> CONTENTION_CODES =
            Set.of(50200, 90131, 1205, 1213, 3572, 1020, 54, 60, 30006, 8177, 1222, 3960, -911, -913);

    private SqlFaults() {}

    /** Whether a key exists already; a row that refers to nothing, or lacks something, is another fault. */
    static boolean isDuplicate(Throwable thrown) {
        return isAnywhere(thrown, fault -> fault instanceof SQLException sql && saysKeyExists(sql));
    }

    /**
     * Whether others who wanted the same at the same moment were first. The database is well then, and answered: what any client can bring
     * about by asking many times at once must keep nobody else away.
     */
    static boolean isContention(Throwable thrown) {
        return isAnywhere(
                thrown,
                fault -> fault instanceof OptimisticLockException
                        || fault instanceof PessimisticLockException
                        || fault instanceof LockTimeoutException
                        || (fault instanceof SQLException sql && (saysKeyExists(sql) || saysOthersWereFirst(sql))));
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
        if (thrown instanceof StoreUnavailableException known) {
            return known;
        }
        String what = isContention(thrown)
                ? "others were first to use the same rows of the database of passkeys: "
                : "the database of passkeys fails: ";
        return new StoreUnavailableException(what + reason(thrown), thrown);
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

    private static boolean saysKeyExists(SQLException sql) {
        String state = sql.getSQLState();
        return KEY_EXISTS.equals(state) || (VIOLATION.equals(state) && KEY_EXISTS_CODES.contains(sql.getErrorCode()));
    }

    private static boolean saysOthersWereFirst(SQLException sql) {
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        return (state.startsWith(ROLLED_BACK) && !state.equals(NOBODY_KNOWS))
                || state.equals(LOCK_NOT_AVAILABLE)
                || CONTENTION_CODES.contains(sql.getErrorCode());
    }

    /** Looks behind a fault, too: at its causes, at what transaction managers attach to it, and at the chain that one of SQL may lead. */
    private static boolean isAnywhere(Throwable thrown, Predicate<Throwable> sought) {
        return isAnywhere(thrown, sought, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static boolean isAnywhere(@Nullable Throwable fault, Predicate<Throwable> sought, Set<Throwable> seen) {
        if (fault == null || !seen.add(fault)) {
            return false;
        }
        if (sought.test(fault) || isAnywhere(fault.getCause(), sought, seen)) {
            return true;
        }
        for (Throwable suppressed : fault.getSuppressed()) {
            if (isAnywhere(suppressed, sought, seen)) {
                return true;
            }
        }
        return fault instanceof SQLException sql && isAnywhere(sql.getNextException(), sought, seen);
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }
}
