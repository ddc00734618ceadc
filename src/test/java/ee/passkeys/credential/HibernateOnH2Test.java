// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

class HibernateOnH2Test extends PasskeyStoreContract {
    HibernateOnH2Test() {
        super(ProviderKind.HIBERNATE, TestDatabases.H2);
    }
}
