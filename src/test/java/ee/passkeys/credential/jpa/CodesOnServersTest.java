// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("A code, on servers")
@Tag("database")
class CodesOnServersTest extends CodesTest {

    CodesOnServersTest(AdministrationTest.Face face, TestDatabases database) {
        super(face, database);
    }
}
