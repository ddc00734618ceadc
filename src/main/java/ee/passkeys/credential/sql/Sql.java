// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import java.util.Collections;
import java.util.List;

/**
 * Runs SQL within one transaction. Statements have a {@code ?} for each parameter, no colon and no number sign, and a name of its own for
 * each column; parameters are texts, whole numbers and truth values, never null.
 *
 * <p>Every method throws {@link ee.passkeys.credential.StoreUnavailableException} when the database fails.
 */
public interface Sql {

    /**
     * Finds rows.
     *
     * @param most how many at most
     * @param statement a query
     * @param parameters one for each {@code ?}
     * @return the rows in the order of the query
     */
    List<Row> query(int most, String statement, Object... parameters);

    /**
     * Finds the first rows, which the database knows from the statement to be wanted alone.
     *
     * @param most how many at most
     * @param statement a query that ends with its order
     * @param parameters one for each {@code ?}
     * @return the rows in the order of the query
     */
    List<Row> first(int most, String statement, Object... parameters);

    /**
     * Changes rows.
     *
     * @param statement what to change
     * @param parameters one for each {@code ?}
     * @return how many rows were changed
     */
    int change(String statement, Object... parameters);

    /**
     * Writes the place of a list of parameters.
     *
     * @param count how many there are, at least one
     * @return as many {@code ?} in parentheses
     */
    static String list(int count) {
        return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }
}
