// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("An operator, on servers")
@Tag("database")
class AdministrationOnServersTest extends AdministrationTest {

    AdministrationOnServersTest(Face face, TestDatabases database) {
        super(face, database);
    }
}
