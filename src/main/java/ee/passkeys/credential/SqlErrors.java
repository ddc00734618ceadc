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
public final class SqlErrors {

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

    /** The classes of SQL states of what was given, and cannot be kept: a text that is too long, a row that something forbids. */
    private static final Set<String> GIVEN = Set.of("22", "23");

    /** The SQL state that Oracle gives to such faults, among many others. */
    private static final String ORACLE = "72000";

    /** What Oracle gives beside it: a value that is too long (1401, 12899), or too long to be compared (1461). */
    private static final Set<Integer> GIVEN_CODES_OF_ORACLE = Set.of(1401, 1461, 12899);

    /** SQL Server: a text that is too long; its states do not always say so. */
    private static final Set<Integer> GIVEN_CODES = Set.of(8152, 2628);

    /** MySQL: a text with letters that the column does not have. */
    private static final int LETTERS_OF_MYSQL = 1366;

    private static final String GENERAL = "HY000";

    private SqlErrors() {}

    /**
     * Tells whether a key exists already. A row that refers to nothing, or lacks something, is another error.
     *
     * @param thrown what the database or the persistence provider threw, with its causes
     * @return true only for a duplicate key
     */
    public static boolean isDuplicate(Throwable thrown) {
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

    /**
     * Tells whether the database is well, and the error answers the statement: others were first, or the value cannot be stored. The input of one
     * user must not keep all others away.
     *
     * @param thrown what the database or the persistence provider threw, with its causes
     * @return false when the database itself failed
     */
    public static boolean isAnswer(Throwable thrown) {
        return isContention(thrown)
                || isAnywhere(thrown, fault -> fault instanceof SQLException sql && blamesTheGiven(sql));
    }

    /**
     * Calls the persistence provider.
     *
     * @param question the call
     * @param <T> its result
     * @return the result
     * @throws StoreUnavailableException when the call throws: the database cannot be used now
     */
    public static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    /**
     * Translates an exception of the persistence provider.
     *
     * @param thrown what the provider threw
     * @return the same where it is translated already, else one that says what failed and why
     */
    public static StoreUnavailableException unavailable(RuntimeException thrown) {
        if (thrown instanceof StoreUnavailableException known) {
            return known;
        }
        return new StoreUnavailableException(what(thrown) + reason(thrown), thrown);
    }

    private static String what(RuntimeException thrown) {
        if (isContention(thrown)) {
            return "other transactions changed the same rows of the passkey database: ";
        }
        return isAnswer(thrown) ? "the passkey database rejects the values: " : "the passkey database fails: ";
    }

    /**
     * The root cause in one line; a persistence provider adds the whole statement.
     *
     * @param thrown the exception
     * @return the message of the innermost cause, or its type where it has none
     */
    public static String reason(Throwable thrown) {
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

    private static boolean blamesTheGiven(SQLException sql) {
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        int code = sql.getErrorCode();
        return (state.length() == 5 && GIVEN.contains(state.substring(0, 2)))
                || (state.equals(ORACLE) && GIVEN_CODES_OF_ORACLE.contains(code))
                || GIVEN_CODES.contains(code)
                || (state.equals(GENERAL) && code == LETTERS_OF_MYSQL);
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
