// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

class HibernateOnMariaDbTest extends PasskeyStoreContract {
    HibernateOnMariaDbTest() {
        super(ProviderKind.HIBERNATE, TestDatabases.MARIADB);
    }
}
