// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import jakarta.persistence.PersistenceException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Data source whose statements throw {@link PersistenceException} in place of {@link SQLException}, with the latter as its cause. Hibernate
 * logs every {@link SQLException} of a statement as an ERROR, also where the statement only finds that a row exists, and no setting
 * prevents it.
 */
final class QuietDataSource extends WrappedDataSource {

    private static final String PREPARE = "prepareStatement";

    QuietDataSource(DataSource database) {
        super(database);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return quiet(Connection.class, database().getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return quiet(Connection.class, database().getConnection(user, password));
    }

    private static <T> T quiet(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                QuietDataSource.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        return result instanceof PreparedStatement statement
                                        && method.getName().equals(PREPARE)
                                ? quiet(PreparedStatement.class, statement)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw quiet(method.getName(), e.getCause());
                    }
                }));
    }

    /** All else that a driver refuses, such as a feature it does not have, is the provider's to handle. */
    private static Throwable quiet(String method, @Nullable Throwable fault) {
        boolean isStatement = method.equals(PREPARE) || method.startsWith("execute");
        return fault instanceof SQLException sql && isStatement
                ? new PersistenceException(sql.getMessage(), sql)
                : fault == null ? new IllegalStateException(method) : fault;
    }
}
