// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Who only asks for options costs the server nothing that stays. */
class AnonymousFloodIT extends DemoIT {

    private static final int TIMES = 200;

    @Test
    void leavesNoSessionBehind() {
        for (int i = 0; i < TIMES; i++) {
            HttpResponse<String> answer = new Http().postJson(at("passkeys/api/authentication/options"), "{}");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
        }
    }
}
