// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mail;

import ee.passkeys.credential.jpa.TestStores;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("Mail, on servers")
@Tag("database")
class MailOnServersTest extends MailTest {

    MailOnServersTest(TestStores.Opener stores) {
        super(stores);
    }
}
