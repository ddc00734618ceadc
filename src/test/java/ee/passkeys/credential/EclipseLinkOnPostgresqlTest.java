// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

class EclipseLinkOnPostgresqlTest extends PasskeyStoreContract {
    EclipseLinkOnPostgresqlTest() {
        super(ProviderKind.ECLIPSELINK, TestDatabases.POSTGRESQL);
    }
}
