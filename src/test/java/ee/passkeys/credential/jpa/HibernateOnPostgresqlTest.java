// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import org.junit.jupiter.api.Tag;

@Tag("database")
class HibernateOnPostgresqlTest extends PasskeyTransactionsContract {
    HibernateOnPostgresqlTest() {
        super(ProviderKind.HIBERNATE, TestDatabases.POSTGRESQL);
    }
}
