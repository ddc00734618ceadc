// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL that Liquibase has written, as far as tests look at it.
 *
 * @param update the statements that make the tables
 * @param tables by name, as they are made
 * @param names of constraints and indexes
 * @param rollback the statements that take it back
 */
record OfflineSql(List<String> update, Map<String, Table> tables, Set<String> names, List<String> rollback) {

    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\S+) \\((.*)\\)([^)]*)");
    private static final Pattern NAMED =
            Pattern.compile("(?:CONSTRAINT|INDEX) (\\S+) (?:PRIMARY|FOREIGN|UNIQUE|ON)\\b");
    private static final Pattern COLUMN = Pattern.compile("(\\S+) ([A-Za-z0-9]+(?:\\([0-9, ]+\\))?).*");

    /**
     * A table.
     *
     * @param columns the type of each, by name
     * @param options what comes after them
     */
    record Table(Map<String, String> columns, String options) {}

    static OfflineSql of(String update, String rollback) {
        Map<String, Table> tables = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (String statement : statements(update)) {
            Matcher table = TABLE.matcher(statement);
            if (table.matches()) {
                tables.put(table.group(1), new Table(columns(table.group(2)), table.group(3)));
            }
            NAMED.matcher(statement).results().forEach(named -> names.add(named.group(1)));
        }
        return new OfflineSql(statements(update), tables, names, statements(rollback));
    }

    private static List<String> statements(String sql) {
        return sql.lines()
                .filter(line -> !line.startsWith("--") && !line.isBlank())
                .map(line -> line.replaceFirst(";$", ""))
                .toList();
    }

    private static Map<String, String> columns(String list) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String element : elements(list)) {
            Matcher column = COLUMN.matcher(element);
            if (!element.startsWith("CONSTRAINT ") && column.matches()) {
                columns.put(column.group(1), column.group(2));
            }
        }
        return columns;
    }

    /** Commas within brackets or quotes part nothing. */
    private static List<String> elements(String list) {
        List<String> elements = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            quoted ^= c == '\'';
            depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0 && !quoted) {
                elements.add(list.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        elements.add(list.substring(begin).strip());
        return elements;
    }
}
