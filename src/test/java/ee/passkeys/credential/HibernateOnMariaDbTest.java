// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import org.junit.jupiter.api.Tag;

@Tag("database")
class HibernateOnMariaDbTest extends PasskeyStoreContract {
    HibernateOnMariaDbTest() {
        super(ProviderKind.HIBERNATE, TestDatabases.MARIADB);
    }
}
