// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("The figures, on servers")
@Tag("database")
class FiguresOnServersTest extends FiguresTest {

    FiguresOnServersTest(AdministrationTest.Face face, TestDatabases database) {
        super(face, database);
    }
}
