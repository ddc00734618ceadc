// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import org.junit.jupiter.api.Tag;

@Tag("database")
class EclipseLinkOnPostgresqlTest extends PasskeyTransactionsContract {
    EclipseLinkOnPostgresqlTest() {
        super(ProviderKind.ECLIPSELINK, TestDatabases.POSTGRESQL);
    }
}
