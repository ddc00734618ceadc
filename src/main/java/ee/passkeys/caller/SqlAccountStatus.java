// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.caller;

import ee.passkeys.config.Setting;
import ee.passkeys.config.Settings.AccountSettings;
import java.sql.ResultSet;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Takes an account for active when a configured query finds a row for its name. */
public final class SqlAccountStatus implements AccountStatus {

    private final SqlQuery query;

    private SqlAccountStatus(SqlQuery query) {
        this.query = query;
    }

    /**
     * Takes query and data source; neither is used before an account is asked for.
     *
     * @param dataSource where the query runs
     * @param query SQL with one parameter, the name
     */
    public SqlAccountStatus(Supplier<DataSource> dataSource, String query) {
        this(new SqlQuery(dataSource, query, Setting.ACCOUNT_QUERY.key()));
    }

    /**
     * What the settings say of accounts.
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
