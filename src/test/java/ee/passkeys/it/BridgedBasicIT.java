// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The same BASIC login, with passkeys,")
class BridgedBasicIT extends BasicLoginContract {

    @Deployment(testable = false)
    static WebArchive application() {
        return Installed.into(OldApplication.withBasic("bridged-basic.war"));
    }

    /** Unlike on a bare WildFly, which answers 500 to some. */
    @Test
    void refusesAHeaderThatIsNoPassword() {
        assertThat(status("Basic ???")).isEqualTo(401);
        assertThat(status("Basic Ym9i")).isEqualTo(401);
        assertThat(status("Bearer Ym9i")).isEqualTo(401);
    }

    @Test
    void givesItsUserTheSameRolesByPasskey() {
        SoftAuthenticator phone = new SoftAuthenticator();
        ApiClient browser = api();
        browser.page("who?login=bob&password=four-candles");
        assertThat(browser.register(phone).status()).isEqualTo(201);

        ApiClient elsewhere = api();
        assertThat(elsewhere.signIn(phone).status()).isEqualTo(200);
        assertThat(elsewhere.page("user/who").response().body()).isEqualTo("bob true");
        elsewhere.page("who?logout=now");
        assertThat(elsewhere.page("user/who").status()).isEqualTo(401);
    }
}
