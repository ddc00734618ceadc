// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import ee.passkeys.config.Setting;
import ee.passkeys.config.Settings.MailSettings;
import java.util.Optional;

/** Mail addresses by a SQL query, whose first column is the address. */
public final class SqlMailAddresses implements MailAddresses {

    private final SqlQuery query;

    SqlMailAddresses(SqlQuery query) {
        this.query = query;
    }

    /**
     * Creates the addresses from the settings.
     *
     * @param settings the query and its data source
     * @return the query, or no addresses where there is none
     */
    public static MailAddresses of(MailSettings settings) {
        return settings.addressQuery()
                .<MailAddresses>map(query -> new SqlMailAddresses(SqlQuery.inContainer(
                        settings.dataSource(),
                        Setting.MAIL_DATA_SOURCE.key(),
                        query,
                        Setting.MAIL_ADDRESS_QUERY.key())))
                .orElse(caller -> Optional.empty());
    }

    @Override
    public Optional<String> of(String caller) {
        return query.ask(
                caller,
                rows -> Optional.ofNullable(rows.next() ? rows.getString(1) : null)
                        .map(String::strip)
                        .filter(address -> !address.isEmpty()));
    }
}
