// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.packaging;

import org.junit.jupiter.api.Tag;

@Tag("database")
class AllJarSchemaOnServersTest extends AllJarSchemaIT {}
