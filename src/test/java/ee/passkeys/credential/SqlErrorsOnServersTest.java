// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("What a database complains of, on servers")
@Tag("database")
class SqlErrorsOnServersTest extends SqlErrorsTest {}
