// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

class HibernateOnH2Test extends PasskeyTransactionsContract {
    HibernateOnH2Test() {
        super(ProviderKind.HIBERNATE, TestDatabases.H2);
    }
}
