// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JDBC realm of Payara. */
final class PayaraJdbcRealm extends PayaraRealm {

    private static final int SECONDS = 5;

    /** How the realm makes its query for a password. */
    private static final Pattern PASSWORD = Pattern.compile("SELECT .+ FROM (.+) WHERE (.+) = \\?");

    PayaraJdbcRealm(PrivateAccess realm) {
        super(realm);
    }

    /** Groups may be left in the tables of somebody who is gone, or whose password was taken away. */
    @Override
    Optional<String[]> groupsOf(String caller) throws ReflectiveOperationException {
        String passwords = realm.text("passwordQuery");
        String groups = realm.text("groupQuery");
        try (Connection connection = realm.call(Connection.class, "getConnection")) {
            if (column(connection, passwords, caller).isEmpty()) {
                return Optional.empty();
            }
            Object found = column(connection, groups, caller).toArray(String[]::new);
            return Optional.of(realm.call(String[].class, "addAssignGroups", found));
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of the server's realm cannot be searched", e);
        }
    }

    @Override
    Optional<String> spelling(String caller) throws ReflectiveOperationException {
        Matcher query = PASSWORD.matcher(realm.text("passwordQuery"));
        if (!query.matches()) {
            return Optional.empty();
        }
        String names = "SELECT " + query.group(2) + " FROM " + query.group(1) + " WHERE " + query.group(2) + " = ?";
        try (Connection connection = realm.call(Connection.class, "getConnection")) {
            return column(connection, names, caller).stream().findFirst();
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of the server's realm cannot be searched", e);
        }
    }

    private static List<String> column(Connection connection, String sql, String caller) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(SECONDS);
            statement.setString(1, caller);
            try (ResultSet rows = statement.executeQuery()) {
                List<String> values = new ArrayList<>();
                while (rows.next()) {
                    Optional.ofNullable(rows.getString(1)).ifPresent(values::add);
                }
                return values;
            }
        }
    }
}
