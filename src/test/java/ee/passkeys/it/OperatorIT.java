// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.SoftAuthenticator;
import java.util.Map;
import java.util.UUID;

/** A test of what grace, who is an operator, can see and do, with a user of its own. */
abstract class OperatorIT extends DemoIT {

    final String name = "user-" + UUID.randomUUID();

    final SoftAuthenticator newUser() {
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(api().newAccount(name, phone).status()).isEqualTo(201);
        return phone;
    }

    final ApiClient grace() {
        return signedIn("grace", "nanosecond");
    }

    final ApiClient signedIn(String user, String password) {
        ApiClient client = api();
        assertThat(client.form("login", Map.of("name", user, "password", password))
                        .status())
                .isEqualTo(302);
        return client;
    }

    final ApiClient api() {
        return new ApiClient(base());
    }
}
