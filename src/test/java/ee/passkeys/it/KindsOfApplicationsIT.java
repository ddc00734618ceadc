// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.testkit.kinds.Kinds;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Small applications of many kinds, each without the jar and with it, by password and by passkey. */
@Tag("server")
@ExtendWith(ArquillianExtension.class)
@DisplayName("With the jar")
class KindsOfApplicationsIT {

    @ArquillianResource
    @OperateOnDeployment("named-resource")
    private URL deployed;

    @Deployment(name = "named-resource", testable = false)
    static WebArchive namedResource() {
        return Installed.into(Kinds.withNamedResource("named-resource.war"));
    }

    @Test
    void noResourceOfTheApplicationIsServedBelowOurPaths() {
        assertThat(client("named-resource").get("secret").status()).isEqualTo(404);
        assertThat(client("named-resource").get("session").status()).isEqualTo(401);
        assertThat(client("named-resource")
                        .page("secret", "Accept", "text/html")
                        .response()
                        .body())
                .isEqualTo("the form");
    }

    @Deployment(name = "two-stores", testable = false)
    static WebArchive twoStores() {
        return Installed.into(Kinds.withTwoStores("beside-two-stores.war"));
    }

    @Deployment(name = "two-stores-alone", testable = false)
    static WebArchive twoStoresAlone() {
        return Kinds.withTwoStores("beside-two-stores-alone.war");
    }

    @Test
    void aPasskeyGivesNoMoreThanThePasswordWhereTwoStoresFindPasswordsRight() {
        assertThat(byPassword("beside-two-stores-alone", "foo").who()).isEqualTo("ann foo");

        SoftAuthenticator phone = new SoftAuthenticator();
        Client ann = byPassword("beside-two-stores", "foo");
        assertThat(ann.who()).isEqualTo("ann foo");
        assertThat(ann.api().register(phone).status()).isEqualTo(201);

        assertThat(byPasskey("beside-two-stores", phone).who()).isEqualTo("ann foo");
        assertThat(byPassword("beside-two-stores", "bar").who()).isEqualTo("ann bar");
        assertThat(byPasskey("beside-two-stores", phone).who()).isEqualTo("ann bar");
    }

    @Deployment(name = "own-handler", testable = false)
    static WebArchive ownHandler() {
        return Installed.into(with("passkeys.step-up./nowhere/*=PT5M", Kinds.withOwnHandler("beside-own-handler.war")));
    }

    @Deployment(name = "own-handler-alone", testable = false)
    static WebArchive ownHandlerAlone() {
        return Kinds.withOwnHandler("beside-own-handler-alone.war");
    }

    @Test
    void aPasskeyGivesNothingThatTheApplicationsOwnHandlerDoesNotGive() {
        assertThat(byPassword("beside-own-handler-alone", "bar").who()).isEqualTo("ann foo");

        SoftAuthenticator phone = new SoftAuthenticator();
        Client ann = byPassword("beside-own-handler", "bar");
        assertThat(ann.who()).isEqualTo("ann foo");
        assertThat(ann.api().register(phone).status()).isEqualTo(201);

        assertThat(byPasskey("beside-own-handler", phone).who()).isEqualTo("ann");
    }

    @Deployment(name = "own-handler-remembered", testable = false)
    static WebArchive ownHandlerRemembered() {
        return Installed.into(
                with("passkeys.groups.remembered=true", Kinds.withOwnHandler("beside-own-handler-remembered.war")));
    }

    @Test
    void aPasskeyGivesWhatTheApplicationsOwnHandlerGaveWhereThatIsRemembered() {
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(byPassword("beside-own-handler-remembered", "bar")
                        .api()
                        .register(phone)
                        .status())
                .isEqualTo(201);

        assertThat(byPasskey("beside-own-handler-remembered", phone).who()).isEqualTo("ann foo");
    }

    @Deployment(name = "clerks", testable = false)
    static WebArchive clerks() {
        return Installed.into(with("passkeys.admin-role=foo", Kinds.withClerks("beside-clerks.war")));
    }

    @Test
    void nobodyMakesAPasskeyThatWouldGiveNoGroupsAndTheDoctorKnowsTheCure() {
        Client ann = byPassword("beside-clerks", "foo");
        assertThat(ann.who()).isEqualTo("ann foo clerk");

        assertThat(ann.api().post("registration/options", "{}").code()).isEqualTo("passkey-not-allowed");
        assertThat(ann.api().get("doctor").response().body())
                .contains("A password gave groups, and a passkey would give none", "passkeys.groups.remembered")
                .contains("A password gives callers a principal of ee.passkeys.testkit.kinds.ClerkPrincipal");
    }

    @Deployment(name = "clerks-by-name", testable = false)
    static WebArchive clerksByName() {
        return Installed.into(with("passkeys.admin-role=foo", Kinds.withClerksByName("beside-clerks-by-name.war")));
    }

    @Deployment(name = "clerks-by-name-alone", testable = false)
    static WebArchive clerksByNameAlone() {
        return Kinds.withClerksByName("beside-clerks-by-name-alone.war");
    }

    @Test
    void aPasskeyGivesThePrincipalThatAStoreMakesWithoutAPassword() {
        assertThat(byPassword("beside-clerks-by-name-alone", "foo").who()).isEqualTo("ann foo clerk");

        SoftAuthenticator phone = new SoftAuthenticator();
        Client ann = byPassword("beside-clerks-by-name", "foo");
        assertThat(ann.api().register(phone).status()).isEqualTo(201);
        ApiClient.Answer doctor = ann.api().get("doctor");
        assertThat(doctor.status()).isEqualTo(200);
        assertThat(doctor.response().body()).doesNotContain("ClerkPrincipal");

        Client again = byPasskey("beside-clerks-by-name", phone);
        assertThat(again.who()).isEqualTo("ann foo clerk");
        assertThat(again.who()).isEqualTo("ann foo clerk");
    }

    @Deployment(name = "numbered", testable = false)
    static WebArchive numbered() {
        return Installed.into(
                with("passkeys.password=off-when-safe", Kinds.withNumberedAccounts("beside-numbered.war")));
    }

    @Test
    void aPasskeyIsNotTheNextOnesOfTheNameWhoHasThePasswordAndMakesAnother() {
        client("beside-numbered").page("number?is=1");
        SoftAuthenticator phone = new SoftAuthenticator()
                .flags(SoftAuthenticator.UP | SoftAuthenticator.UV | SoftAuthenticator.BE | SoftAuthenticator.BS);
        assertThat(byPassword("beside-numbered", "foo").api().register(phone).status())
                .isEqualTo(201);
        assertThat(byPasskey("beside-numbered", phone).who()).isEqualTo("ann foo");
        client("beside-numbered").page("who?name=ann&password=foo");
        assertThat(client("beside-numbered")
                        .page("who?name=ann&password=foo")
                        .response()
                        .body())
                .doesNotContain("ann");

        client("beside-numbered").page("number?is=2");

        SoftAuthenticator another = new SoftAuthenticator();
        Client next = byPassword("beside-numbered", "foo");
        assertThat(next.who()).isEqualTo("ann foo");
        assertThat(next.api().register(another).status()).isEqualTo(201);
        assertThat(byPasskey("beside-numbered", another).who()).isEqualTo("ann foo");
        assertThat(client("beside-numbered").signIn(phone).code()).isEqualTo("authentication-failed");
        client("beside-numbered").page("number?is=1");
        assertThat(client("beside-numbered").signIn(phone).code()).isEqualTo("authentication-failed");
    }

    @Deployment(name = "renamed", testable = false)
    static WebArchive renamed() {
        return Installed.into(Kinds.withNumberedAccounts("beside-renamed.war"));
    }

    @Test
    void aPasskeyFollowsItsAccountToAnotherName() {
        client("beside-renamed").page("number?is=7");
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(byPassword("beside-renamed", "foo").api().register(phone).status())
                .isEqualTo(201);
        assertThat(byPasskey("beside-renamed", phone).who()).isEqualTo("ann foo");

        client("beside-renamed").page("number?gone=ann");
        assertThat(client("beside-renamed").page("who?name=anna&password=foo").status())
                .isEqualTo(200);

        assertThat(byPasskey("beside-renamed", phone).who()).isEqualTo("anna foo");
    }

    private static WebArchive with(String setting, WebArchive war) {
        return war.addAsResource(new StringAsset(setting + "\n"), "META-INF/microprofile-config.properties");
    }

    private record Client(ApiClient api) {

        String who() {
            return api.page("who").response().body();
        }
    }

    private Client byPassword(String application, String password) {
        ApiClient client = client(application);
        assertThat(client.page("who?name=ann&password=" + password).status()).isEqualTo(200);
        return new Client(client);
    }

    private Client byPasskey(String application, SoftAuthenticator phone) {
        ApiClient client = client(application);
        assertThat(client.signIn(phone).status()).isEqualTo(200);
        return new Client(client);
    }

    private ApiClient client(String application) {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + "/" + application + "/"));
    }
}
