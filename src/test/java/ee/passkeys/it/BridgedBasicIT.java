// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
    void takesThePasswordOfTheRequestForMoreThanTheSession() {
        ApiClient browser = signedInByCode();

        assertThat(browser.page("user/who", "Authorization", basic("bob", "fork-handles"))
                        .status())
                .isEqualTo(401);
        assertThat(browser.page("user/who", "Authorization", basic("ann", "four-candles"))
                        .response()
                        .body())
                .isEqualTo("ann true");
        assertThat(browser.page("user/who").response().body()).isEqualTo("bob true");
    }

    @Test
    void takesThePasswordOfTheRequestForMoreThanAPasskey() {
        SoftAuthenticator phone = new SoftAuthenticator();
        signedInByCode().register(phone);
        ApiClient browser = api();
        assertThat(browser.signIn(phone).status()).isEqualTo(200);

        assertThat(browser.page("user/who", "Authorization", basic("bob", "fork-handles"))
                        .status())
                .isEqualTo(401);
        assertThat(browser.page("user/who", "Authorization", basic("ann", "four-candles"))
                        .response()
                        .body())
                .isEqualTo("ann true");
        assertThat(browser.page("user/who").response().body()).isEqualTo("bob true");
        assertThat(browser.get("session").json().path("method").asText()).isEqualTo("passkey");
    }

    /** A session is made for what was confirmed, and for nothing else. */
    @Test
    void knowsNobodyByAPasswordThatCameWithAnotherRequest() {
        SoftAuthenticator phone = new SoftAuthenticator();
        signedInByCode().register(phone);
        ApiClient browser = api();
        String[] bob = {"Authorization", basic("bob", "four-candles"), "Content-Type", "application/json"};
        ApiClient.Answer begun = browser.send("authentication/options", "POST", "{\"purpose\":\"step-up\"}", bob);
        ObjectNode confirmed = ApiClient.answer(begun, phone.get(begun.json().path("publicKey"), browser.origin()));
        assertThat(browser.send("authentication/verify", "POST", confirmed.toString(), bob)
                        .status())
                .isEqualTo(200);
        assertThat(browser.cookie("JSESSIONID")).isNotEmpty();

        assertThat(browser.page("user/who").status()).isEqualTo(401);
        assertThat(browser.page("user/who", "Authorization", basic("bob", "fork-handles"))
                        .status())
                .isEqualTo(401);
        assertThat(browser.send("session", "GET", "", "Authorization", basic("ann", "four-candles"))
                        .json()
                        .has("passkeyVerifiedAt"))
                .isFalse();
        assertThat(browser.send("session", "GET", "", "Authorization", basic("bob", "four-candles"))
                        .json()
                        .has("passkeyVerifiedAt"))
                .isTrue();
    }

    private ApiClient signedInByCode() {
        ApiClient browser = api();
        assertThat(browser.page("who?login=bob&password=four-candles")
                        .response()
                        .body())
                .isEqualTo("bob true");
        return browser;
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
