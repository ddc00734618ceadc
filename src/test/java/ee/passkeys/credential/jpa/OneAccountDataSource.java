// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Data source of a test, where a connection for an account is one like all others. */
abstract class OneAccountDataSource extends WrappedDataSource {

    OneAccountDataSource(DataSource database) {
        super(database);
    }

    @Override
    public final Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }
}
