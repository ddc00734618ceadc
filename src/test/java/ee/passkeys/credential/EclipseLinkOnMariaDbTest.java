// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

class EclipseLinkOnMariaDbTest extends PasskeyStoreContract {
    EclipseLinkOnMariaDbTest() {
        super(ProviderKind.ECLIPSELINK, TestDatabases.MARIADB);
    }
}
