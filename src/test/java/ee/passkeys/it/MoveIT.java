// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.testkit.Tampering;
import java.net.URI;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A passkey is made old in the table: one application runs at a time, and this one makes no passkeys of the previous domain. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("An application that moves to another domain")
@Tag("server")
class MoveIT {

    private static final String OLD = "old.localhost";
    private static final String NEW = "new.localhost";
    private static final String SETTINGS = """
            passkeys.rp.id=new.localhost
            passkeys.rp.id.previous=old.localhost
            passkeys.origins=https://new.localhost,https://old.localhost
            passkeys.password=off-when-safe
            passkeys.enrollment=page
            passkeys.rollout=require
            passkeys.admin-role=user
            """;

    @ArquillianResource
    private URL deployed;

    private final SoftAuthenticator phone = new SoftAuthenticator();

    @Deployment(testable = false)
    static WebArchive oldApplication() {
        return Installed.into(OldApplication.war("move.war")
                .addClass(OfferServlet.class)
                .addAsResource(new StringAsset(SETTINGS), "META-INF/microprofile-config.properties"));
    }

    @BeforeEach
    void createAPasskeyBeforeTheMove() {
        at(NEW).page("test/offers?do=forget");
        assertThat(at(NEW, "ann").register(phone).status()).isEqualTo(201);
        at(NEW).page("test/offers?do=move");
    }

    @Test
    void signsInWithAnOldPasskeyOnBothDomains() {
        for (String host : List.of(NEW, OLD)) {
            ApiClient there = at(host);
            assertThat(there.post("authentication/options", "{}")
                            .json()
                            .path("otherRpId")
                            .asText())
                    .isEqualTo(OLD);
            assertThat(signInWithTheOld(there).status()).as(host).isEqualTo(200);
            assertThat(there.get("session").json().path("method").asText()).isEqualTo("passkey");
        }
    }

    @Test
    void asksForOneOfTheNewDomainUntilThereIsOne() {
        ApiClient there = at(NEW);
        signInWithTheOld(there);

        assertThat(there.page("user/who", "Accept", "text/html")
                        .response()
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(page -> assertThat(page).contains("/passkeys/enrol?returnTo="));
        JsonNode asked = there.get("enrollment").json();
        assertThat(asked.path("wanted").booleanValue()).isTrue();
        assertThat(asked.path("skippable").booleanValue()).isTrue();
        assertThat(asked.path("move")).hasToString("{\"from\":\"old.localhost\",\"to\":\"new.localhost\"}");
        SoftAuthenticator laptop = new SoftAuthenticator();
        assertThat(there.register(laptop).status()).isEqualTo(201);
        assertThat(there.get("enrollment").json().path("wanted").booleanValue()).isFalse();

        ApiClient next = at(NEW);
        assertThat(next.signIn(laptop).status()).isEqualTo(200);
        assertThat(next.page("user/who", "Accept", "text/html").response().body())
                .isEqualTo("ann true");
        assertThat(domains(next)).containsExactly("previous", "");
    }

    @Test
    void keepsThePasswordOffAndCountsWhoIsLeft() {
        ApiClient there = at(NEW);
        signInWithTheOld(there);
        there.page("test/offers?do=sync");

        assertThat(at(NEW, "ann").page("user/who").response().body()).isEqualTo("the form");
        assertThat(there.get("admin/figures").json().path("relyingParties"))
                .hasToString(
                        "[{\"rpId\":\"old.localhost\",\"passkeys\":1,\"users\":1,\"withNoOther\":1,\"domain\":\"previous\"}]");
        assertThat(there.get("doctor").response().body())
                .contains("Users with passkeys of old.localhost only: 1. They still sign in.");
    }

    /** The authenticator data says what an authenticator says that has the passkey for the old domain. */
    private ApiClient.Answer signInWithTheOld(ApiClient client) {
        ApiClient.Answer begun = client.post("authentication/options", "{\"rpId\":\"old.localhost\"}");
        assertThat(begun.json().path("publicKey").path("rpId").asText()).isEqualTo(OLD);
        ObjectNode options = begun.json().path("publicKey").deepCopy();
        phone.tampering(Tampering.ofAuthenticatorData(MoveIT::ofTheOld));
        return client.finish("authentication/verify", begun, phone.get(options.put("rpId", NEW), client.origin()));
    }

    private static byte[] ofTheOld(byte[] authenticatorData) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(OLD.getBytes(UTF_8));
            System.arraycopy(hash, 0, authenticatorData, 0, hash.length);
            return authenticatorData;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> domains(ApiClient client) {
        List<String> domains = new ArrayList<>();
        client.get("credentials")
                .json()
                .forEach(passkey -> domains.add(passkey.path("domain").asText()));
        return domains;
    }

    /** A client that sent the name and the password of a user. */
    private ApiClient at(String host, String user) {
        ApiClient client = at(host);
        client.formLogin(user, "four-candles");
        return client;
    }

    private ApiClient at(String host) {
        return ApiClient.at(host, URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
    }
}
