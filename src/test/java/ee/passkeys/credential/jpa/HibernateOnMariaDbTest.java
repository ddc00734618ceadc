// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import org.junit.jupiter.api.Tag;

@Tag("database")
class HibernateOnMariaDbTest extends PasskeyTransactionsContract {
    HibernateOnMariaDbTest() {
        super(ProviderKind.HIBERNATE, TestDatabases.MARIADB);
    }
}
