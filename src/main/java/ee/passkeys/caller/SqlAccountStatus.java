// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.caller;

import ee.passkeys.config.Settings.AccountSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Takes an account for active when a configured query finds a row for its name. */
public final class SqlAccountStatus implements AccountStatus {

    private static final int SECONDS = 5;

    private final Supplier<DataSource> dataSource;
    private final String query;

    /**
     * Takes query and data source; neither is used before an account is asked for.
     *
     * @param dataSource where the query runs
     * @param query SQL with one parameter, the name
     */
    public SqlAccountStatus(Supplier<DataSource> dataSource, String query) {
        this.dataSource = dataSource;
        this.query = query;
    }

    /**
     * What the settings say of accounts.
     *
     * @param settings the query, if there is one, and its data source
     * @return the query, or one for whom every account is active
     */
    public static AccountStatus of(AccountSettings settings) {
        return settings.activeQuery()
                .<AccountStatus>map(query -> new SqlAccountStatus(() -> lookup(settings.dataSource()), query))
                .orElse(caller -> true);
    }

    @Override
    public boolean isActive(String caller) {
        try (Connection connection = dataSource.get().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setQueryTimeout(SECONDS);
            statement.setString(1, caller);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the query of passkeys.account.active-query failed", e);
        }
    }

    @SuppressWarnings("BanJNDI") // the name is the operator's, from the settings
    private static DataSource lookup(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new IllegalStateException("there is no data source " + name + " (passkeys.account.data-source)", e);
        }
    }
}
