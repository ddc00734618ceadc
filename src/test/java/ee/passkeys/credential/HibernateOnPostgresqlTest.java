// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

class HibernateOnPostgresqlTest extends PasskeyStoreContract {
    HibernateOnPostgresqlTest() {
        super(ProviderKind.HIBERNATE, TestDatabases.POSTGRESQL);
    }
}
