// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

class EclipseLinkOnH2Test extends PasskeyTransactionsContract {
    EclipseLinkOnH2Test() {
        super(ProviderKind.ECLIPSELINK, TestDatabases.H2);
    }
}
