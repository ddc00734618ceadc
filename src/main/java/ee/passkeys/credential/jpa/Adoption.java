// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.SqlErrors;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.sql.HashedKeys;
import ee.passkeys.credential.sql.ListKey;
import ee.passkeys.credential.sql.RowLimit;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.UserBase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Assigns users of earlier versions to a user base, after an operator has entered it into their rows. Which application they belong to
 * cannot be told from a row, so nothing is guessed: until then no application finds them.
 */
public final class Adoption {

    private static final System.Logger LOG = ApplicationLog.of(Adoption.class);

    private final DataSource dataSource;
    private final UserBase users;

    Adoption(DataSource dataSource, UserBase users) {
        this.dataSource = dataSource;
        this.users = users;
    }

    /**
     * Adopts those of this base, and tells of those of none.
     *
     * @return how the database is told that the first rows alone are wanted
     */
    RowLimit run() {
        try (Connection connection = dataSource.getConnection()) {
            for (Map.Entry<String, String> user : given(connection).entrySet()) {
                adopt(user.getKey(), user.getValue(), connection);
            }
            long several = users.exact() ? 0 : spelledTwice(connection);
            if (several > 0) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} users of {1} have passkeys under several spellings of their names. If each spelling is a separate user, set"
                                + " passkeys.user-names=exact.",
                        several,
                        users);
            }
            long left = unowned(connection);
            if (left > 0) {
                LOG.log(System.Logger.Level.WARNING, warning(left));
            }
            addListKeys("PASSKEY_USER", "HANDLE", connection);
            addListKeys("PASSKEY_PASSWORD_LOGIN", "CALLER_HASH", connection);
            return RowLimit.of(connection);
        } catch (SQLException e) {
            throw new StoreUnavailableException("the users in PASSKEY_USER cannot be read: " + SqlErrors.reason(e), e);
        }
    }

    /** For rows of earlier versions. */
    private void addListKeys(String table, String id, Connection connection) throws SQLException {
        Map<String, String> callers = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT " + id + ", CALLER FROM " + table + " WHERE USER_BASE = ? AND LIST_KEY IS NULL")) {
            query.setString(1, users.id());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    callers.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        if (callers.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + table + " SET LIST_KEY = ? WHERE " + id + " = ? AND LIST_KEY IS NULL")) {
            for (Map.Entry<String, String> caller : callers.entrySet()) {
                update.setString(1, ListKey.of(users, caller.getValue()));
                update.setString(2, caller.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** How many users belong to no base. */
    static long unowned(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return unowned(connection);
        } catch (SQLException e) {
            throw new StoreUnavailableException("the users in PASSKEY_USER cannot be read: " + SqlErrors.reason(e), e);
        }
    }

    private String warning(long count) {
        return count
                + " users of passkeys were stored before there were user bases. They belong to no application, and their passkeys sign in"
                + " nowhere. If they are those of " + users + ": " + cure(users)
                + "; then start the application again.";
    }

    /**
     * Returns the SQL with which an operator assigns all users without a base to an application; it is in the handbook, too.
     *
     * @param users the base of the application
     * @return a line of SQL
     */
    public static String cure(UserBase users) {
        return "UPDATE PASSKEY_USER SET USER_BASE = '" + users.id().replace("'", "''") + "' WHERE USER_BASE IS NULL";
    }

    /** How many users of this base are stored in more than one spelling. */
    long spelledTwice(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT COUNT(*) FROM (SELECT PERSON_HASH FROM PASSKEY_USER WHERE USER_BASE = ? AND PERSON_HASH IS NOT NULL"
                        + " GROUP BY PERSON_HASH HAVING COUNT(*) > 1) several")) {
            query.setString(1, users.id());
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static long unowned(Connection connection) throws SQLException {
        try (PreparedStatement count =
                        connection.prepareStatement("SELECT COUNT(*) FROM PASSKEY_USER WHERE USER_BASE IS NULL");
                ResultSet rows = count.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Map<String, String> given(Connection connection) throws SQLException {
        Map<String, String> callers = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT HANDLE, CALLER FROM PASSKEY_USER WHERE USER_BASE = ? AND PERSON_HASH IS NULL")) {
            query.setString(1, users.id());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    callers.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return callers;
    }

    /** Where the base has that user already, the row stays as it is, and its passkeys sign in nowhere. */
    private void adopt(String handle, String caller, Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE PASSKEY_USER SET CALLER_HASH = ?, PERSON_HASH = ? WHERE HANDLE = ? AND PERSON_HASH IS NULL")) {
            update.setString(1, HashedKeys.ofCaller(users, caller));
            update.setString(2, HashedKeys.ofPerson(users, caller));
            update.setString(3, handle);
            update.executeUpdate();
        } catch (SQLException e) {
            if (!SqlErrors.isDuplicate(e)) {
                throw e;
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "User with handle {2} in PASSKEY_USER not adopted: the user base {0} already has a user \"{1}\".",
                    users,
                    caller,
                    handle);
        }
    }
}
