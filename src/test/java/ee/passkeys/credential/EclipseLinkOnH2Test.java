// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

class EclipseLinkOnH2Test extends PasskeyStoreContract {
    EclipseLinkOnH2Test() {
        super(ProviderKind.ECLIPSELINK, TestDatabases.H2);
    }
}
