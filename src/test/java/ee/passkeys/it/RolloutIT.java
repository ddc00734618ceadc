// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport.INTERNAL;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An old application, whose operator rolls passkeys out: bob is offered one, ann, who is a boss, has to have one, and tim, who is there for a
 * while, may have none. The account root is for emergencies.
 */
@ExtendWith(ArquillianExtension.class)
@Tag("server")
@Tag("browser")
class RolloutIT {

    private static final String SETTINGS = """
            passkeys.enrollment=page
            passkeys.rollout.group.boss=require
            passkeys.rollout.group.temp=off
            passkeys.rollout.grace=P10D
            passkeys.password=off-when-safe
            passkeys.break-glass=root
            """;

    @ArquillianResource
    private URL deployed;

    @Deployment(testable = false)
    static WebArchive oldApplication() {
        return Installed.into(OldApplication.war("rollout.war")
                .addClass(OfferServlet.class)
                .addAsWebResource(new StringAsset(FORM), "login.html")
                .addAsResource(new StringAsset(SETTINGS), "META-INF/microprofile-config.properties"));
    }

    private static final String FORM = """
            <!DOCTYPE html><html lang="en"><title>Log in</title>
            <form method="post" action="/rollout/j_security_check"><input name="j_username"><input type="password" name="j_password"><button>Log in</button></form>
            """;

    private final Http http = new Http();

    @BeforeEach
    void forget() {
        act("forget");
    }

    @Test
    void asksWhoCameByPasswordAndGoesOnWithAPasskey() {
        try (Browser browser = new Browser()) {
            browser.plugIn(INTERNAL);
            signIn(browser, "bob", "user/who?a=1");
            browser.see("passkey-create button");

            assertThat(browser.address()).hasPath("/rollout/passkeys/enrol");
            assertThat(browser.all("#later, #never")).hasSize(2).allMatch(answer -> answer.isDisplayed());
            assertThat(browser.all("#deadline, #continue")).noneMatch(part -> part.isDisplayed());
            look(browser, "enrol");

            browser.click("passkey-create button");
            browser.arrivesAt(at("user/who?a=1"));
            browser.says("body", "bob true");
            browser.open(at("user/who?b=2"));
            browser.says("body", "bob true");
            assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
        }
    }

    @Test
    void showsUntilWhenWhoHasToHaveOneMayDoWithout() {
        try (Browser browser = new Browser()) {
            signIn(browser, "ann", "user/who");
            browser.see("#later");

            assertThat(browser.text("#deadline")).contains("you need a passkey here. Until then");
            assertThat(browser.all("#never")).noneMatch(answer -> answer.isDisplayed());
            look(browser, "enrol-deadline");

            browser.click("#later");
            browser.arrivesAt(at("user/who"));
            browser.says("body", "ann true");
        }
    }

    @Test
    void leadsEveryPageOfWhoHasToHaveOneToIt() {
        ask("ann");
        act("wait");

        try (Browser browser = new Browser()) {
            browser.plugIn(INTERNAL);
            signIn(browser, "ann", "user/who?a=1");
            browser.says("#deadline", "You need a passkey here from now on.");
            browser.see("#sign-out");
            assertThat(browser.all("#later, #never, #continue")).noneMatch(answer -> answer.isDisplayed());
            look(browser, "enrol-required");

            browser.open(at("who"));
            browser.see("passkey-create button");
            assertThat(browser.address()).hasPath("/rollout/passkeys/enrol").hasParameter("returnTo", "./who");
            browser.click("passkey-create button");
            browser.arrivesAt(at("who"));
            browser.says("body", "ann true");
        }
    }

    @Test
    void letsAProgramOfWhoHasToHaveOneGoOn() {
        ask("ann");
        act("wait");
        Http http = new Http();
        signIn(http, "ann");

        assertThat(http.get(at("user/who")).headers().firstValue("Location"))
                .hasValueSatisfying(page -> assertThat(page).contains("/passkeys/enrol?returnTo="));
        assertThat(http.get(at("user/who"), "application/json").body()).isEqualTo("ann true");
        assertThat(http.postJson(at("passkeys/api/enrollment"), "{\"answer\":\"later\"}")
                        .body())
                .contains("passkey-required");
    }

    @Test
    void asksOnceInASessionAndNotAgainForDays() {
        ask("bob");
        assertThat(http.get(at("user/who")).body()).isEqualTo("bob true");

        Http another = new Http();
        signIn(another, "bob");
        assertThat(another.get(at("user/who")).body()).isEqualTo("bob true");

        act("wait");
        assertThat(another.get(at("user/who")).body()).isEqualTo("bob true");
        Http later = new Http();
        signIn(later, "bob");
        assertThat(later.get(at("user/who")).statusCode()).isEqualTo(302);
    }

    @Test
    void neverAsksAgainWhoWantsThat() {
        ask("bob");
        HttpResponse<String> heard = http.postJson(at("passkeys/api/enrollment"), "{\"answer\":\"never\"}");
        act("wait");

        assertThat(heard.statusCode()).isEqualTo(204);
        Http later = new Http();
        signIn(later, "bob");
        assertThat(later.get(at("user/who")).body()).isEqualTo("bob true");
    }

    @Test
    void saysWhatIsAskedToWhoIsSignedInAlone() {
        assertThat(http.get(at("passkeys/api/enrollment")).statusCode()).isEqualTo(401);
        assertThat(http.postJson(at("passkeys/api/enrollment"), "{\"answer\":\"never\"}")
                        .statusCode())
                .isEqualTo(401);

        ApiClient ann = signedIn("ann");
        ApiClient.Answer asked = ann.get("enrollment");

        assertThat(asked.json().path("wanted").asBoolean()).isTrue();
        assertThat(asked.json().path("skippable").asBoolean()).isTrue();
        assertThat(asked.json().path("silent").asBoolean(true)).isFalse();
        assertThat(Instant.parse(asked.json().path("deadline").asText()))
                .isAfter(Instant.now().plus(Duration.ofDays(9)));
        assertThat(ann.post("enrollment", "{\"answer\":\"maybe\"}").code()).isEqualTo("malformed-request");
        assertThat(signedIn("bob").get("enrollment").json().has("deadline")).isFalse();
        assertThat(signedIn("tim").get("enrollment").json().path("wanted").asBoolean(true))
                .isFalse();
    }

    @Test
    void refusesThePasswordOfWhoCanDoWithoutAsAWrongOne() {
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(signedIn("bob").register(phone).status()).isEqualTo(201);
        http.get(at("user/who"));
        assertThat(signedIn("bob").page("user/who").response().body()).isEqualTo("bob true");

        act("sync");
        assertThat(signedIn("bob").page("user/who").response().body()).isEqualTo("bob true");
        assertThat(api().signIn(phone).status()).isEqualTo(200);
        act("sync");

        HttpResponse<String> refused = signIn(http, "bob");
        HttpResponse<String> wrong =
                http.post(at("j_security_check"), Map.of("j_username", "bob", "j_password", "fork-handles"));
        assertThat(refused.body()).isEqualTo("wrong password").isEqualTo(wrong.body());
        assertThat(refused.statusCode()).isEqualTo(wrong.statusCode());
        assertThat(http.get(at("who")).body()).isEqualTo("null false");
        assertThat(new Http().get(at("who?login=bob&password=four-candles")).statusCode())
                .isEqualTo(500);
        ApiClient elsewhere = api();
        assertThat(elsewhere.signIn(phone).status()).isEqualTo(200);
        assertThat(elsewhere.page("user/who").response().body()).isEqualTo("bob true");
    }

    @Test
    void keepsThePasswordOfABreakGlassAccountAlone() {
        for (String name : new String[] {"bob", "root"}) {
            ApiClient client = signedIn(name);
            for (SoftAuthenticator device : List.of(new SoftAuthenticator(), new SoftAuthenticator())) {
                assertThat(client.register(device).status()).isEqualTo(201);
                assertThat(api().signIn(device).status()).isEqualTo(200);
            }
        }

        assertThat(signedIn("bob").page("user/who").response().body()).isNotEqualTo("bob true");
        assertThat(signIn(new Http(), "bob").body()).isEqualTo("wrong password");
        assertThat(signedIn("root").page("user/who").response().body()).isEqualTo("root true");
    }

    @Test
    void refusesThePasskeysOfWhoMayHaveNone() {
        assertThat(signedIn("tim").post("registration/options", "{}").code()).isEqualTo("passkey-not-allowed");
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(signedIn("bob").register(phone).status()).isEqualTo(201);
        act("give&to=tim");
        act("sync");

        ApiClient tim = api();
        assertThat(tim.signIn(phone).code()).isEqualTo("authentication-failed");
        assertThat(tim.page("who").response().body()).isEqualTo("null false");
        assertThat(tim.get("session").status()).isEqualTo(401);
        signIn(http, "tim");
        assertThat(http.get(at("user/who")).body()).isEqualTo("tim true");
    }

    /** Signs in and is led to the page. */
    private void ask(String name) {
        signIn(http, name);
        assertThat(http.get(at("user/who")).statusCode()).isEqualTo(302);
    }

    private HttpResponse<String> signIn(Http client, String name) {
        return client.post(at("j_security_check"), Map.of("j_username", name, "j_password", "four-candles"));
    }

    private void signIn(Browser browser, String name, String page) {
        browser.open(at(page));
        browser.type("[name=j_username]", name);
        browser.type("[name=j_password]", "four-candles");
        browser.click("button");
    }

    private ApiClient signedIn(String name) {
        ApiClient client = api();
        client.formLogin(name, "four-candles");
        return client;
    }

    private void look(Browser browser, String page) {
        for (boolean phone : new boolean[] {false, true}) {
            for (boolean dark : new boolean[] {false, true}) {
                browser.phone(phone);
                browser.dark(dark);
                String name = page + (phone ? "-phone" : "") + (dark ? "-dark" : "");
                browser.screenshot(Built.target().resolve("screenshots").resolve(name + ".png"));
                assertThat(browser.violations()).as(name).isEmpty();
            }
        }
        browser.phone(false);
        browser.dark(false);
    }

    private void act(String what) {
        assertThat(new Http().get(at("test/offers?do=" + what)).statusCode()).isEqualTo(200);
    }

    private ApiClient api() {
        return new ApiClient(at(""));
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + deployed.getPort() + deployed.getPath())
                .resolve(path);
    }
}
