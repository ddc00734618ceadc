// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import org.junit.jupiter.api.Tag;

@Tag("database")
class EclipseLinkOnMariaDbTest extends PasskeyStoreContract {
    EclipseLinkOnMariaDbTest() {
        super(ProviderKind.ECLIPSELINK, TestDatabases.MARIADB);
    }
}
