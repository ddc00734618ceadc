// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import ee.passkeys.api.AccountStatus;
import ee.passkeys.config.Setting;
import ee.passkeys.config.Settings.AccountSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/** Knows accounts by the application's own bean, else by the queries of the settings, else, as far as it tells, by the server's realm. */
public final class KnownAccounts implements AccountStatus {

    private final AccountStatus active;
    private final Function<String, Optional<String>> ids;

    private KnownAccounts(AccountStatus active, Function<String, Optional<String>> ids) {
        this.active = active;
        this.ids = ids;
    }

    /**
     * Puts them in their order.
     *
     * @param application the application's bean, if there is one
     * @param settings the queries
     * @param realm what the realm tells of an account that is its own
     * @return all together
     */
    public static AccountStatus of(
            Optional<AccountStatus> application, AccountSettings settings, Function<String, Optional<String>> realm) {
        Function<String, Optional<String>> elsewhere =
                settings.idQuery().map(query -> query(settings, query)).orElse(realm);
        return new KnownAccounts(
                application.orElseGet(() -> SqlAccountStatus.of(settings)),
                caller -> application.flatMap(bean -> bean.accountId(caller)).or(() -> elsewhere.apply(caller)));
    }

    private static Function<String, Optional<String>> query(AccountSettings settings, String sql) {
        SqlQuery query = SqlQuery.inContainer(
                settings.dataSource(), Setting.ACCOUNT_DATA_SOURCE.key(), sql, Setting.ACCOUNT_ID_QUERY.key());
        return caller -> query.ask(caller, KnownAccounts::first);
    }

    private static Optional<String> first(ResultSet rows) throws SQLException {
        return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    }

    @Override
    public boolean isActive(String caller) {
        return active.isActive(caller);
    }

    @Override
    public Optional<String> accountId(String caller) {
        return ids.apply(caller);
    }
}
