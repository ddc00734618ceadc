// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.ceremony.TestCeremonies.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.credential.Passkey;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.value.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ceremonies of several relying parties")
class HostCeremoniesTest {

    private static final String ORG = "example.org";
    private static final String SHOP = "shop.example";

    private final TestCeremonies test = new TestCeremonies(Map.of("passkeys.rp.id.host.shop.example", SHOP));
    private final SoftAuthenticator phone = new SoftAuthenticator();

    @Test
    void makePasskeysOfTheHostAlone() throws ProblemException {
        Passkey org = register(ORG, phone);
        Passkey shop = register(SHOP, new SoftAuthenticator());

        assertThat(org.rpId()).isEqualTo(ORG);
        assertThat(shop.rpId()).isEqualTo(SHOP);
        assertThat(shop.owner()).isEqualTo(org.owner());
    }

    @Test
    void excludeAndAllowPasskeysOfTheHostAlone() throws ProblemException {
        Passkey org = register(ORG, phone);
        Passkey shop = register(SHOP, phone);

        assertThat(ids(test.hosts
                        .at(SHOP)
                        .registration()
                        .begin(client(SHOP), "ada", false, List.of())
                        .publicKey()
                        .path("excludeCredentials")))
                .containsExactly(shop.id().base64Url());
        assertThat(ids(test.hosts
                        .at(ORG)
                        .authentication()
                        .begin(client(ORG), "ada", false)
                        .publicKey()
                        .path("allowCredentials")))
                .containsExactly(org.id().base64Url());
        assertThat(ids(test.hosts
                        .at(ORG)
                        .authentication()
                        .beginStepUp(client(ORG), "ada")
                        .publicKey()
                        .path("allowCredentials")))
                .containsExactly(org.id().base64Url());
    }

    @Test
    void askNobodyToConfirmWithAPasskeyOfAnotherHost() throws ProblemException {
        register(ORG, phone);

        assertRefused(
                ProblemCode.NO_SUCH_PASSKEY,
                () -> test.hosts.at(SHOP).authentication().beginStepUp(client(SHOP), "ada"));
    }

    @Test
    void countThePasskeysOfTheHostAlone() throws ProblemException {
        TestCeremonies one =
                new TestCeremonies(Map.of("passkeys.rp.id.host.shop.example", SHOP, "passkeys.max-per-user", "1"));
        register(one, ORG, phone);
        register(one, SHOP, phone);

        assertRefused(
                ProblemCode.PASSKEY_NOT_ALLOWED,
                () -> one.hosts.at(SHOP).registration().begin(client(SHOP), "ada", false, List.of()));
    }

    @Test
    void endWhereTheyBegan() throws ProblemException {
        register(ORG, phone);
        StartedCeremony begun = test.hosts.at(ORG).authentication().begin(client(ORG), false);
        ObjectNode answer = phone.get(begun.publicKey(), "https://example.org");

        assertRefused(
                ProblemCode.MALFORMED_REQUEST,
                () -> test.hosts
                        .at(SHOP)
                        .authentication()
                        .finish(client(SHOP), Optional.empty(), begun.ceremony(), answer));
        assertThat(test.hosts
                        .at(ORG)
                        .authentication()
                        .finish(client(ORG), Optional.empty(), begun.ceremony(), answer)
                        .proof()
                        .caller())
                .isEqualTo("ada");
    }

    @Test
    void signNobodyInWithAPasskeyOfAnotherHost() throws ProblemException {
        register(ORG, phone);
        StartedCeremony begun = test.hosts.at(SHOP).authentication().begin(client(SHOP), false);
        ObjectNode options = begun.publicKey().deepCopy();
        ObjectNode answer = phone.get(options.put("rpId", ORG), "https://shop.example");

        assertRefused(
                ProblemCode.AUTHENTICATION_FAILED,
                () -> test.hosts
                        .at(SHOP)
                        .authentication()
                        .finish(client(SHOP), Optional.empty(), begun.ceremony(), answer));
    }

    @Test
    void takeNoOriginOfAnotherHost() {
        assertRefused(
                ProblemCode.FOREIGN_ORIGIN,
                () -> test.hosts.at(SHOP).authentication().begin(client(ORG), false));
    }

    @Test
    void areNotThereAtAHostThatNoSettingNames() {
        assertRefused(ProblemCode.FOREIGN_ORIGIN, () -> test.hosts.at("evil.example"));
    }

    @Test
    void showAndRemoveThePasskeysOfTheHostAlone() throws ProblemException {
        Passkey org = register(ORG, phone);
        Passkey shop = register(SHOP, phone);
        assertRefused(
                ProblemCode.LAST_CREDENTIAL,
                () -> test.hosts.at(SHOP).ownPasskeys().remove("ada", shop.id()));
        test.accounts.otherWayIn = true;
        PasskeyManagement own = test.hosts.at(SHOP).ownPasskeys();

        assertThat(own.of("ada")).extracting(Passkey::id).containsExactly(shop.id());
        assertRefused(ProblemCode.NO_SUCH_PASSKEY, () -> own.rename("ada", org.id(), "mine"));
        assertRefused(ProblemCode.NO_SUCH_PASSKEY, () -> own.remove("ada", org.id()));
        own.remove("ada", shop.id());
        assertThat(test.hosts.at(ORG).ownPasskeys().of("ada")).hasSize(1);
    }

    @Test
    void keepTokensOfAPasskeyOfAnyHostAndOfNoOther() throws ProblemException {
        Passkey shop = register(SHOP, phone);
        Instant used = test.clock.instant();

        assertThat(test.hosts.main().authentication().isStanding(shop, used)).isTrue();
        assertThat(new TestCeremonies().ceremonies.authentication().isStanding(shop, used))
                .isFalse();
    }

    private Passkey register(String host, SoftAuthenticator authenticator) throws ProblemException {
        return register(test, host, authenticator);
    }

    private static Passkey register(TestCeremonies test, String host, SoftAuthenticator authenticator)
            throws ProblemException {
        Registration registration = test.hosts.at(host).registration();
        StartedCeremony begun = registration.begin(client(host), "ada", false, List.of());
        return registration
                .finish(
                        client(host),
                        Optional.of("ada"),
                        begun.ceremony(),
                        authenticator.create(begun.publicKey(), "https://" + host),
                        Optional.empty())
                .passkey();
    }

    private static List<String> ids(JsonNode descriptors) {
        return descriptors.findValuesAsText("id");
    }

    private static Client client(String host) {
        return new Client(Optional.of(new Origin("https://" + host)), "cookie-of-this-browser");
    }
}
