// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import org.junit.jupiter.api.Tag;

@Tag("database")
class EclipseLinkOnMariaDbTest extends PasskeyTransactionsContract {
    EclipseLinkOnMariaDbTest() {
        super(ProviderKind.ECLIPSELINK, TestDatabases.MARIADB);
    }
}
