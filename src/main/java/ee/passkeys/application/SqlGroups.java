// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import ee.passkeys.config.Setting;
import ee.passkeys.config.Settings.GroupSettings;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Groups of a user by a SQL query. */
public final class SqlGroups {

    private final SqlQuery query;

    private SqlGroups(SqlQuery query) {
        this.query = query;
    }

    /**
     * Creates a source of groups by a query; query and data source are not used before the first call.
     *
     * @param dataSource where the query runs
     * @param query SQL with one parameter, the name, whose first column are the groups
     */
    public SqlGroups(Supplier<DataSource> dataSource, String query) {
        this(new SqlQuery(dataSource, query, Setting.GROUPS_QUERY.key()));
    }

    /**
     * Creates the source from the settings.
     *
     * @param settings the query, if there is one, and its data source
     * @return the query, or empty
     */
    public static Optional<SqlGroups> of(GroupSettings settings) {
        return settings.query()
                .map(query -> new SqlGroups(SqlQuery.inContainer(
                        settings.dataSource(), Setting.GROUPS_DATA_SOURCE.key(), query, Setting.GROUPS_QUERY.key())));
    }

    /**
     * Returns the current groups of a user.
     *
     * @param caller the name in the container
     * @return what the first column of all rows says; a NULL says nothing
     * @throws IllegalStateException when the query fails
     */
    public Set<String> of(String caller) {
        return query.ask(caller, rows -> {
            Set<String> groups = new TreeSet<>();
            while (rows.next()) {
                Optional.ofNullable(rows.getString(1)).ifPresent(groups::add);
            }
            return groups;
        });
    }
}
