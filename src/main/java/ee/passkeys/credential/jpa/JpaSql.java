// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.sql.Row;
import ee.passkeys.credential.sql.RowLimit;
import ee.passkeys.credential.sql.Sql;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** SQL within a transaction of Jakarta Persistence. */
final class JpaSql implements Sql {

    private static final Pattern PLACE = Pattern.compile("\\?");

    /** Asks, and tells the faults of the database from others. */
    interface Transaction {

        <T> T ask(Supplier<T> question);

        int change(Supplier<Query> query);
    }

    private final EntityManager entities;
    private final Transaction transaction;
    private final RowLimit limit;

    /** Takes a transaction, to which faults are told. */
    JpaSql(EntityManager entities, Transaction transaction, RowLimit limit) {
        this.limit = limit;
        this.entities = entities;
        this.transaction = transaction;
    }

    @Override
    public List<Row> query(int most, String statement, Object... parameters) {
        Query query = prepare(statement, parameters);
        Supplier<List<?>> found = (most == Integer.MAX_VALUE ? query : query.setMaxResults(most))::getResultList;
        List<Row> rows = new ArrayList<>();
        transaction.ask(found).forEach(row -> rows.add(Row.of(row)));
        return rows;
    }

    /** Providers that limit rows by a statement of their own would do it twice. */
    @Override
    public List<Row> first(int most, String statement, Object... parameters) {
        return limit == RowLimit.OF_DRIVER
                ? query(most, statement, parameters)
                : query(Integer.MAX_VALUE, limit.limited(statement, most), parameters);
    }

    @Override
    public int change(String statement, Object... parameters) {
        return transaction.change(() -> prepare(statement, parameters));
    }

    private Query prepare(String statement, Object... parameters) {
        Query query = entities.createNativeQuery(numbered(statement));
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }

    /** Jakarta Persistence counts the parameters of a statement. */
    private static String numbered(String statement) {
        int[] last = {0};
        return PLACE.matcher(statement).replaceAll(place -> "?" + ++last[0]);
    }
}
