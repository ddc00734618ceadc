// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Notes what is asked of a database, in its order: {@code connection}, each statement as it is run, {@code commit} and {@code rollback}. */
final class CountingDataSource extends OneAccountDataSource {

    static final String CONNECTION = "connection";
    static final String COMMIT = "commit";

    private final List<String> seen = new ArrayList<>();

    CountingDataSource(DataSource database) {
        super(database);
    }

    synchronized void reset() {
        seen.clear();
    }

    synchronized List<String> seen() {
        return List.copyOf(seen);
    }

    long count(String what) {
        return seen().stream().filter(what::equals).count();
    }

    List<String> statements() {
        return seen().stream()
                .filter(each -> each.matches("(?s)(?i)(select|insert|update|delete|with) .*"))
                .toList();
    }

    private synchronized void note(String what) {
        seen.add(what);
    }

    @Override
    public Connection getConnection() throws SQLException {
        note(CONNECTION);
        return noting(Connection.class, database().getConnection(), "");
    }

    private <T> T noting(Class<T> type, T real, String sql) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    note(method, arguments, sql);
                    try {
                        Object result = method.invoke(real, arguments);
                        if (result instanceof PreparedStatement statement) {
                            return noting(PreparedStatement.class, statement, String.valueOf(arguments[0]));
                        }
                        return result instanceof Statement statement ? noting(Statement.class, statement, "") : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private void note(Method method, Object[] arguments, String sql) {
        String name = method.getName();
        if (name.equals(COMMIT) || name.equals("rollback")) {
            note(name);
        } else if (name.startsWith("execute")) {
            note(arguments == null ? sql : String.valueOf(arguments[0]));
        }
    }
}
