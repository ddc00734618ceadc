// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import ee.passkeys.api.AccountStatus;
import ee.passkeys.api.NewAccounts;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Accounts of an application that takes a connection of the pool of the passkeys, which has two, for whatever it is asked. */
@ApplicationScoped
@Alternative
@Priority(1)
@DataSourceDefinition(
        name = SharedPool.NAME,
        className = "org.h2.jdbcx.JdbcDataSource",
        url = "jdbc:h2:mem:two;DB_CLOSE_DELAY=-1",
        user = "sa",
        password = "sa",
        minPoolSize = 0,
        initialPoolSize = 0,
        maxPoolSize = 2)
public class SharedPool implements AccountStatus, NewAccounts {

    static final String NAME = "java:app/jdbc/two";

    private final Set<String> names = ConcurrentHashMap.newKeySet();

    @Resource(lookup = NAME)
    private DataSource pool;

    @Override
    public boolean isActive(String caller) {
        return ask(() -> names.contains(caller));
    }

    @Override
    public boolean isFree(String name) {
        return ask(() -> !names.contains(name));
    }

    @Override
    public void create(String name, String displayName) {
        ask(() -> names.add(name));
    }

    @Override
    public void withdraw(String name) {
        ask(() -> names.remove(name));
    }

    private boolean ask(Supplier<Boolean> question) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            return question.get();
        } catch (SQLException e) {
            throw new IllegalStateException("the pool gives no connection", e);
        }
    }
}
