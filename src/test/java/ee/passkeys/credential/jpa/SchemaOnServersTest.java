// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("The tables, on servers")
@Tag("database")
class SchemaOnServersTest extends SchemaTest {}
