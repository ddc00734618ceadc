// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The same form login, with passkeys,")
class BridgedLoginIT extends FormLoginContract {

    private static final Map<String, String> BOB = Map.of("j_username", "bob", "j_password", "four-candles");

    @Deployment(testable = false)
    static WebArchive application() {
        return Installed.into(OldApplication.war("bridged-login.war")
                .addClasses(KeptServlet.class, DoorServlet.class, AgeServlet.class)
                .addAsResource(new StringAsset("passkeys.tokens=on\n"), "META-INF/microprofile-config.properties"));
    }

    /** Gives out sessions as any other application of the server does. */
    @Deployment(name = "beside", testable = false)
    static WebArchive another() {
        return ShrinkWrap.create(WebArchive.class, OneServer.BESIDE + "sessions.war")
                .addClass(KeptServlet.class);
    }

    @Test
    void takesOverNoSessionIdOfAnotherApplicationAtALoginByPassword() {
        String known = idOfAnotherApplication();
        ApiClient victim = api();
        victim.plant("JSESSIONID", known);

        assertThat(victim.form("j_security_check", BOB).status()).isIn(302, 303);

        assertSafe(known);
    }

    @Test
    void takesOverNoSessionIdOfAnotherApplicationAtALoginByCode() {
        String known = idOfAnotherApplication();
        ApiClient victim = api();
        victim.plant("JSESSIONID", known);

        assertThat(victim.page("who?login=bob&password=four-candles").response().body())
                .isEqualTo("bob true");

        assertSafe(known);
    }

    @Test
    void takesOverNoSessionIdOfAnotherApplicationAtALoginByPasskey() {
        SoftAuthenticator phone = new SoftAuthenticator();
        enrol("bob", phone);
        String known = idOfAnotherApplication();
        ApiClient victim = api();
        victim.plant("JSESSIONID", known);

        assertThat(victim.signIn(phone).status()).isEqualTo(200);

        assertSafe(known);
    }

    private String idOfAnotherApplication() {
        ApiClient thief = new ApiClient(URI.create("http://localhost:" + deployed.getPort() + "/beside-sessions/"));
        assertThat(thief.page("user/kept?keep=it").status()).isEqualTo(200);
        assertThat(thief.cookie("JSESSIONID")).isNotEmpty();
        return thief.cookie("JSESSIONID");
    }

    private void assertSafe(String known) {
        ApiClient thief = api();
        thief.plant("JSESSIONID", known);
        assertThat(thief.page("user/who").response().body()).doesNotStartWith("bob");
        assertThat(thief.get("session").status()).isEqualTo(401);
    }

    @Test
    void givesAnAppATokenWithTheGroupsOfTheRealm() {
        SoftAuthenticator phone = new SoftAuthenticator();
        enrol("bob", phone);
        ApiClient app = api();
        ApiClient.Answer begun = app.post("authentication/options", "{\"purpose\":\"token\"}");
        String token = app.finish("token", begun, phone.get(begun.json().path("publicKey"), app.origin()))
                .json()
                .path("access_token")
                .asText();

        assertThat(app.page("user/who", "Authorization", "Bearer " + token)
                        .response()
                        .body())
                .isEqualTo("bob true");
        assertThat(app.form("user/boss", Map.of("a", "b"), "Authorization", "Bearer " + token)
                        .status())
                .isEqualTo(403);
        ApiClient.Answer wrong = app.page("user/who", "Authorization", "Bearer " + token + "A");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(app.page("user/who").response().body()).isEqualTo("the form");
        assertThat(app.cookieNames()).noneMatch(name -> name.startsWith("passkeys-binding-"));
    }

    /** Otherwise every request would pay for the container's way to the mechanism. */
    @Test
    void letsKnownCallersInByTheShortWay() {
        assertThat(api().page("door").response().body()).isEqualTo("SessionAuthConfigProvider");
    }

    @Test
    void isRecentForATime() {
        ApiClient bob = api();
        bob.form("j_security_check", BOB);
        assertThat(bob.post("registration/options", "{}").status()).isEqualTo(200);

        assertThat(bob.page("test/age").status()).isEqualTo(200);
        assertThat(bob.post("registration/options", "{}").code()).isEqualTo("step-up-required");

        bob.form("j_security_check", BOB);
        assertThat(bob.post("registration/options", "{}").status()).isEqualTo(200);
    }

    @Test
    void goesOnWithTheFormAfterALoginByPasskey() {
        SoftAuthenticator phone = new SoftAuthenticator();
        enrol("bob", phone);

        ApiClient guest = api();
        assertThat(guest.form("user/echo", Map.of("a", "b"), "Accept", "text/html")
                        .response()
                        .body())
                .isEqualTo("the form");
        ApiClient.Answer signedIn = guest.signIn(phone);

        assertThat(signedIn.json().path("returnTo").asText()).endsWith("/user/echo");
        assertThat(guest.page("user/echo").response().body())
                .startsWith("POST|bob|")
                .endsWith("{a=[b]}");
        assertThat(guest.page("user/echo").response().body()).startsWith("GET|bob|");
    }

    /** Not a test of the demo: WildFly waits a minute for the end of a distributable application that did this (WFLY-21895). */
    @Test
    void switchesToTheCallerOfAnotherPasskeyAndLeavesThemNothingOfTheFirst() {
        SoftAuthenticator ofBob = new SoftAuthenticator();
        SoftAuthenticator ofAnn = new SoftAuthenticator();
        enrol("bob", ofBob);
        enrol("ann", ofAnn);
        ApiClient shared = api();
        assertThat(shared.signIn(ofBob).status()).isEqualTo(200);
        assertThat(shared.page("user/kept?keep=bobs").response().body()).isEqualTo("bob bobs");

        assertThat(shared.signIn(ofAnn).status()).isEqualTo(200);

        assertThat(shared.page("user/kept").response().body()).isEqualTo("ann null");
    }

    @Test
    void refusesABodyThatIsTooLargeToKeep() {
        assertThat(http.submit(at("user/echo"), FORM, "a=" + "b".repeat(64 * 1024))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void doesNotGoOnWithTheFormOfAnotherSite() {
        assertThat(http.submit(at("user/echo"), FORM, "a=b", "Sec-Fetch-Site", "cross-site")
                        .body())
                .isEqualTo("the form");

        assertThat(signIn("bob", "four-candles")).doesNotContain("echo");
        assertThat(http.get(at("user/echo")).body()).startsWith("GET|bob|");
    }

    /** Unlike on a bare WildFly, which fails when the form is shorter than its buffer. */
    @Test
    void asksForTheFormWhenCodeAsksForASignIn() {
        assertThat(http.get(at("echo?read=authenticate")).body()).isEqualTo("the form");
        assertThat(signIn("bob", "four-candles")).endsWith("/echo?read=authenticate");
        assertThat(http.get(at("echo?read=authenticate")).body()).startsWith("GET|bob|");
    }

    /** Unlike on a bare WildFly, which checks what a GET needs, and has the servlet do a POST. */
    @Test
    void doesNotGoOnWhereAPostNeedsAnotherRoleThanAGet() {
        assertThat(http.submit(at("user/boss"), FORM, "a=b").body()).isEqualTo("the form");
        signIn("bob", "four-candles");

        assertThat(http.get(at("user/boss")).body()).startsWith("GET|bob|");
        assertThat(http.submit(at("user/boss"), FORM, "a=b").statusCode()).isEqualTo(403);
    }

    @Test
    void doesNotGoOnAfterALoginThatLeadsElsewhere() {
        http.submit(at("user/echo"), FORM, "a=b");
        http.get(at("user/who"));
        signIn("bob", "four-candles");

        assertThat(http.get(at("user/echo")).body()).startsWith("GET|bob|");
    }

    @Test
    void doesNotGoOnAfterALogout() {
        http.submit(at("user/echo"), FORM, "a=b");
        signIn("bob", "four-candles");
        http.get(at("who?logout=now"));
        http.get(at("who?login=bob&password=four-candles"));

        assertThat(http.get(at("user/echo")).body()).startsWith("GET|bob|");
    }

    @Test
    void keepsTheFormOutOfCaches() {
        assertThat(http.get(at("user/who")).headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("no-cache"));
    }

    @Test
    void leadsHomeFromAFormThatNobodyWasAskedToFillIn() {
        assertThat(signIn("bob", "four-candles").replaceFirst(";jsessionid=.*", ""))
                .endsWith(deployed.getPath());
    }

    /** Unlike on a bare Payara, where a second login is let pass. */
    @Test
    void refusesALoginByCodeToSomebodyWhoIsSignedIn() {
        signInAsBob();

        assertThat(http.get(at("user/who?login=bob&password=four-candles")).statusCode())
                .isEqualTo(500);
        assertThat(http.get(at("user/who")).body()).isEqualTo("bob true");
    }

    @Test
    void keepsWhoIsThereWhenALoginByCodeFails() {
        signInAsBob();

        assertThat(http.get(at("who?login=bob&password=fork-handles")).statusCode())
                .isEqualTo(500);
        assertThat(http.get(at("who")).body()).isEqualTo("bob true");
    }

    @Test
    void letsCodeSignSomebodyOutAndInWithinOneRequest() {
        signInAsBob();

        assertThat(http.get(at("who?logout=first&login=bob&password=four-candles"))
                        .body())
                .isEqualTo("bob true");
        assertThat(http.get(at("user/who")).body()).isEqualTo("bob true");
    }

    /** Unlike on a bare Payara, which knows the caller again at the next protected page. */
    @Test
    void staysSignedOut() {
        signInAsBob();
        http.get(at("who?logout=now"));

        assertThat(http.get(at("user/who")).body()).isEqualTo("the form");
    }

    private void signInAsBob() {
        http.get(at("user/who"));
        signIn("bob", "four-candles");
        assertThat(http.get(at("user/who")).body()).isEqualTo("bob true");
    }

    private void enrol(String name, SoftAuthenticator phone) {
        ApiClient enrolling = api();
        enrolling.formLogin(name, "four-candles");
        assertThat(enrolling.register(phone).status()).isEqualTo(201);
    }

    private ApiClient api() {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }
}
