// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import org.junit.jupiter.api.Tag;

@Tag("database")
class HibernateOnPostgresqlTest extends PasskeyStoreContract {
    HibernateOnPostgresqlTest() {
        super(ProviderKind.HIBERNATE, TestDatabases.POSTGRESQL);
    }
}
