// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("One answer that is sent many times at once, on servers")
@Tag("database")
class ContentionOnServersTest extends ContentionTest {}
