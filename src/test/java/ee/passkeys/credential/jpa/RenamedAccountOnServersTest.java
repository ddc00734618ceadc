// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("The passkeys of an account that is renamed, on servers")
@Tag("database")
class RenamedAccountOnServersTest extends RenamedAccountTest {

    RenamedAccountOnServersTest(TestStores.Opener opener) {
        super(opener);
    }
}
