// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.caller;

import ee.passkeys.config.Setting;
import ee.passkeys.config.Settings.GroupSettings;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Knows the groups of a caller by a configured query. */
public final class SqlGroups {

    private final SqlQuery query;

    private SqlGroups(SqlQuery query) {
        this.query = query;
    }

    /**
     * Takes query and data source; neither is used before groups are asked for.
     *
     * @param dataSource where the query runs
     * @param query SQL with one parameter, the name, whose first column are the groups
     */
    public SqlGroups(Supplier<DataSource> dataSource, String query) {
        this(new SqlQuery(dataSource, query, Setting.GROUPS_QUERY.key()));
    }

    /**
     * What the settings say of groups.
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
     * The groups of a caller, as they are now.
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
