// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import ee.passkeys.api.AccountStatus;
import ee.passkeys.config.Setting;
import ee.passkeys.config.Settings.AccountSettings;
import java.sql.ResultSet;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Account status by a SQL query: an account is active if the query returns a row. */
public final class SqlAccountStatus implements AccountStatus {

    private final SqlQuery query;

    private SqlAccountStatus(SqlQuery query) {
        this.query = query;
    }

    /**
     * Creates a status by a query; query and data source are not used before the first call.
     *
     * @param dataSource where the query runs
     * @param query SQL with one parameter, the name
     */
    public SqlAccountStatus(Supplier<DataSource> dataSource, String query) {
        this(new SqlQuery(dataSource, query, Setting.ACCOUNT_QUERY.key()));
    }

    /**
     * Creates the status from the settings.
     *
     * @param settings the query, if there is one, and its data source
     * @return the query, or one for whom every account is active
     */
    public static AccountStatus of(AccountSettings settings) {
        return settings.activeQuery()
                .<AccountStatus>map(query -> new SqlAccountStatus(SqlQuery.inContainer(
                        settings.dataSource(), Setting.ACCOUNT_DATA_SOURCE.key(), query, Setting.ACCOUNT_QUERY.key())))
                .orElse(caller -> true);
    }

    @Override
    public boolean isActive(String caller) {
        return query.ask(caller, ResultSet::next);
    }
}
