// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import org.junit.jupiter.api.Tag;

@Tag("database")
class EclipseLinkOnPostgresqlTest extends PasskeyStoreContract {
    EclipseLinkOnPostgresqlTest() {
        super(ProviderKind.ECLIPSELINK, TestDatabases.POSTGRESQL);
    }
}
