// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("The audit table, on servers")
@Tag("database")
class AuditOnServersTest extends AuditTest {

    AuditOnServersTest(ProviderKind provider, TestDatabases database) {
        super(provider, database);
    }
}
