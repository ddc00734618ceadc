// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.credential.sql.HashedKeys;
import ee.passkeys.credential.sql.JdbcSql;
import ee.passkeys.credential.sql.ListKey;
import ee.passkeys.credential.sql.ListedUser;
import ee.passkeys.credential.sql.RequiredUsers;
import ee.passkeys.credential.sql.Row;
import ee.passkeys.credential.sql.RowLimit;
import ee.passkeys.credential.sql.RowSeals;
import ee.passkeys.credential.sql.Sql;
import ee.passkeys.credential.sql.UserFilter;
import ee.passkeys.credential.sql.UserFilter.State;
import ee.passkeys.credential.sql.UserStatements;
import ee.passkeys.value.UserBase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Plans of the databases themselves, and no times, which depend on the machine. The tables are new: rows of other tests that are
 * dead, and what the database counted of them, would change the plans.
 */
@ParameterizedClass
@ArgumentsSource(Databases.class)
@DisplayName("A page of 10,000 users and as many who only have a password")
@Tag("database")
class UserListPlanOnServersTest {

    private static final UserBase SHOP = new UserBase("/shop");
    private static final int USERS = 10_000;
    private static final int PAGE = 50;

    private final TestDatabases database;
    private final Connection connection;
    private final UserStatements users;

    /** Plans of the queries that were limited, one line for each step. */
    private final List<String> plans = new ArrayList<>();

    UserListPlanOnServersTest(TestDatabases database) throws SQLException {
        this.database = database;
        this.connection = database.createWithTables().getConnection();
        this.users = new UserStatements(new Explained(new JdbcSql(connection)), SHOP, RowSeals.NONE);
        fill();
    }

    @AfterEach
    void closeConnection() throws SQLException {
        connection.close();
    }

    @Test
    void isARangeOfAnIndexInItsOrder() {
        List<ListedUser> first = list(filter("", Optional.empty()));
        List<ListedUser> second =
                list(filter("", Optional.of(first.get(PAGE - 1).cursor())));

        assertThat(first).hasSize(PAGE).extracting(ListedUser::name).startsWith("user-00000", "user-00001");
        assertThat(second).hasSize(PAGE).extracting(ListedUser::name).startsWith("user-00050");
        assertPlans(4);
    }

    @Test
    void isThatAlsoDeepInTheList() {
        assertThat(listAfter("user-09000")).extracting(ListedUser::name).startsWith("user-09001");
        assertPlans(2);
    }

    @Test
    void isThatAlsoForFewUsers() throws SQLException {
        preferTheOrderOfTheIndex();
        assertThat(listAfter("user-09990")).extracting(ListedUser::name).startsWith("user-09991");
        assertPlans(2);
    }

    @Test
    void isThatAlsoForTheBeginningOfAName() throws SQLException {
        preferTheOrderOfTheIndex();
        assertThat(list(filter("USER-0777", Optional.empty()))).hasSize(10);
        assertThat(list(filter("visitor-1", Optional.empty()))).isEmpty();
        assertThat(list(filter("visitor-0", Optional.empty()))).hasSize(PAGE);
        assertPlans(6);
    }

    @Test
    void isThatAlsoForUsersWhoAreRequiredToHaveAPasskey() {
        assertThat(list(new UserFilter("", State.REQUIRED_WITHOUT, Optional.empty(), Optional.empty(), PAGE)))
                .hasSize(PAGE)
                .extracting(ListedUser::name)
                .startsWith("visitor-00000", "visitor-00001");
        assertPlans(2);
    }

    /** Keeps the plans of that page alone. */
    private List<ListedUser> listAfter(String name) {
        String cursor = list(filter(name, Optional.empty())).get(0).cursor();
        plans.clear();
        return list(filter("", Optional.of(cursor)));
    }

    private List<ListedUser> list(UserFilter filter) {
        return users.list(
                filter, Optional.of(new RequiredUsers(true, Set.of("staff"), Set.of("admins"), Set.of("root"))));
    }

    /** PostgreSQL may as well sort where it expects few rows: then the question is whether the index has the order, not which costs less. */
    private void preferTheOrderOfTheIndex() throws SQLException {
        setting("SET enable_sort = off");
        setting("SET enable_bitmapscan = off");
    }

    private void setting(String statement) throws SQLException {
        if (database == TestDatabases.POSTGRESQL) {
            try (PreparedStatement setting = connection.prepareStatement(statement)) {
                setting.execute();
            }
        }
    }

    private void assertPlans(int count) {
        assertThat(plans).hasSize(count).allSatisfy(plan -> {
            if (database == TestDatabases.POSTGRESQL) {
                assertThat(plan)
                        .containsPattern("Index (Only )?Scan using ix_passkey_(user|login)_list")
                        .containsPattern("Index Cond: .*list_key.* >= .*list_key.* <")
                        .doesNotContain("Sort");
            } else {
                assertThat(plan)
                        .containsPattern("\\|range\\|.*IX_PASSKEY_(USER|LOGIN)_LIST")
                        .doesNotContain("filesort", "temporary");
            }
        });
    }

    private static UserFilter filter(String prefix, Optional<String> after) {
        return new UserFilter(prefix, State.ALL, Optional.empty(), after, PAGE);
    }

    /** Asks for the plan of each query before it is run. */
    private final class Explained implements Sql {

        private final Sql sql;

        Explained(Sql sql) {
            this.sql = sql;
        }

        @Override
        public List<Row> query(int most, String statement, Object... parameters) {
            return sql.query(most, statement, parameters);
        }

        @Override
        public List<Row> first(int most, String statement, Object... parameters) {
            try {
                plans.add(plan(RowLimit.of(connection).limited(statement, most), parameters));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return sql.first(most, statement, parameters);
        }

        @Override
        public int change(String statement, Object... parameters) {
            return sql.change(statement, parameters);
        }
    }

    private String plan(String query, Object... parameters) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + query)) {
            for (int i = 0; i < parameters.length; i++) {
                explain.setObject(i + 1, parameters[i]);
            }
            try (ResultSet lines = explain.executeQuery()) {
                while (lines.next()) {
                    for (int i = 1; i <= lines.getMetaData().getColumnCount(); i++) {
                        plan.append(lines.getString(i)).append('|');
                    }
                    plan.append('\n');
                }
            }
        }
        return plan.toString();
    }

    private void fill() throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement user = connection.prepareStatement(
                        "INSERT INTO PASSKEY_USER"
                                + " (HANDLE, USER_BASE, CALLER_HASH, PERSON_HASH, LIST_KEY, CALLER, CREATED_MS) VALUES (?, ?, ?, ?, ?, ?, 1)");
                PreparedStatement login = connection.prepareStatement("INSERT INTO PASSKEY_PASSWORD_LOGIN"
                        + " (CALLER_HASH, USER_BASE, LIST_KEY, CALLER, RECORDED_MS) VALUES (?, ?, ?, ?, 1)")) {
            for (int i = 0; i < USERS; i++) {
                String name = String.format(Locale.ROOT, "user-%05d", i);
                String hash = HashedKeys.ofCaller(SHOP, name);
                add(user, hash, SHOP.id(), hash, HashedKeys.ofPerson(SHOP, name), ListKey.of(SHOP, name), name);
                String visitor = String.format(Locale.ROOT, "visitor-%05d", i);
                add(login, HashedKeys.ofUser(SHOP, visitor), SHOP.id(), ListKey.of(SHOP, visitor), visitor);
            }
            user.executeBatch();
            login.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
        for (String table : List.of("PASSKEY_USER", "PASSKEY_PASSWORD_LOGIN")) {
            try (PreparedStatement analyze = connection.prepareStatement(
                    database == TestDatabases.POSTGRESQL ? "ANALYZE " + table : "ANALYZE TABLE " + table)) {
                analyze.execute();
            }
        }
    }

    private static void add(PreparedStatement insert, String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            insert.setString(i + 1, values[i]);
        }
        insert.addBatch();
    }
}
