// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Row of a result: its columns are counted from 0, and have whatever type the driver gives them. */
public final class Row {

    private final List<@Nullable Object> values;

    private Row(List<@Nullable Object> values) {
        this.values = values;
    }

    /**
     * Takes the columns of a row.
     *
     * @param values an array for several columns, else the only value
     * @return the row
     */
    public static Row of(@Nullable Object values) {
        return new Row(
                values instanceof @Nullable Object[] columns
                        ? Arrays.asList(columns)
                        : Collections.singletonList(values));
    }

    /**
     * A text.
     *
     * @param column its number
     * @return the text, empty for none, as Oracle has it
     */
    public String text(int column) {
        Object value = values.get(column);
        return value == null ? "" : value.toString();
    }

    /**
     * A whole number.
     *
     * @param column its number
     * @return the number, 0 for none
     */
    public long number(int column) {
        Object value = values.get(column);
        return value == null ? 0 : ((Number) value).longValue();
    }

    /**
     * A truth value.
     *
     * @param column its number
     * @return the value; some databases keep it as a number
     */
    public boolean flag(int column) {
        Object value = Objects.requireNonNull(values.get(column));
        return value instanceof Boolean truth ? truth : ((Number) value).intValue() != 0;
    }

    /**
     * A moment, stored in milliseconds.
     *
     * @param column its number
     * @return the moment, or empty for none
     */
    public Optional<Instant> moment(int column) {
        return Optional.ofNullable(values.get(column)).map(value -> Instant.ofEpochMilli(((Number) value).longValue()));
    }
}
