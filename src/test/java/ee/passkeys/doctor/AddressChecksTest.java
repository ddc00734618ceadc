// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.ApplicationSource;
import ee.passkeys.config.RelyingParties;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.config.SettingSource;
import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.doctor.cure.Finding;
import ee.passkeys.doctor.cure.State;
import ee.passkeys.server.ApplicationName;
import ee.passkeys.server.Servers;
import ee.passkeys.value.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the doctor makes of the address at which a request came. */
class AddressChecksTest {

    private static final ForwardedRequest DIRECT = new ForwardedRequest("shop.example.com", true, null, false);
    private static final ForwardedRequest BEHIND_DEAF_SERVER =
            new ForwardedRequest("shop.example.com", false, "https", true);
    private static final ForwardedRequest BY_HTTP = new ForwardedRequest("shop.example.com", false, null, false);
    private static final ForwardedRequest LOCAL = new ForwardedRequest("localhost:8080", false, null, false);

    private final AddressChecks checks = checks("example.com", "https://shop.example.com");
    private final AddressChecks development = checks("localhost");

    @Test
    void isContentWhereBrowsersComeByTheOriginThatIsSet() {
        for (Finding finding : List.of(checks.rpId(), checks.origin(DIRECT), checks.https(DIRECT))) {
            assertThat(finding.state()).as(finding.finding()).isEqualTo(State.FINE);
        }
    }

    @Test
    void warnsOfDevelopment() {
        assertThat(development.rpId().isWrong()).isTrue();
        assertThat(development.rpId().cure().on(Servers.OTHER)).containsExactly("passkeys.rp.id=example.com");
        assertThat(development.origin(LOCAL).state()).isEqualTo(State.FINE);
        assertThat(development.https(LOCAL).state()).isEqualTo(State.FINE);
    }

    @Test
    void namesBothKeysThatCouldBeSet() {
        assertThat(development("passkeys.app.till.rp.id", "example.com").rpId().finding())
                .contains("neither passkeys.rp.id nor passkeys.app.shop.rp.id is set");
        assertThat(development("passkeys.app.shop.rp.id", "localhost").rpId().finding())
                .contains("passkeys.app.shop.rp.id is localhost")
                .doesNotContain("set");
    }

    @Test
    void proposesTheHostThatADeveloperForgotToSet() {
        Finding origin = development.origin(DIRECT);
        assertThat(origin.isWrong()).isTrue();
        assertThat(origin.cure().on(Servers.OTHER)).containsExactly("passkeys.rp.id=shop.example.com");
    }

    @Test
    void addsAnOriginWithinTheDomain() {
        Finding origin = checks.origin(new ForwardedRequest("till.example.com:8443", true, null, false));
        assertThat(origin.isWrong()).isTrue();
        assertThat(origin.cure().on(Servers.OTHER))
                .containsExactly("passkeys.origins=https://shop.example.com,https://till.example.com:8443");
    }

    @Test
    void namesTheSettingsOfTheHostThatHasItsOwn() {
        RelyingPartySettings main = relyingParty("example.com", "https://shop.example.com");
        RelyingPartySettings other =
                relyingParty("other.example", "https://other.example", "https://www.other.example");
        AddressChecks several = new AddressChecks(
                new RelyingParties(
                        main, Map.of("shop.example.com", main, "other.example", other, "www.other.example", other)),
                SettingSource.of(Map.of("passkeys.rp.id.host.other.example", "other.example")),
                new Cures(new ApplicationName("shop")));

        Finding origin =
                several.origin(new ForwardedRequest("www.other.example:8443", true, null, false), "www.other.example");

        assertThat(origin.finding()).contains("passkeys.origins.host.other.example");
        assertThat(origin.cure().on(Servers.OTHER))
                .containsExactly("passkeys.origins.host.other.example=https://other.example,https://www.other.example,"
                        + "https://www.other.example:8443");
    }

    @Test
    void distrustsAHostOutsideOfTheDomain() {
        for (String host : new String[] {"localhost:8080", "notexample.com", "example.com.evil.test"}) {
            Finding origin = checks.origin(new ForwardedRequest(host, true, null, false));
            assertThat(origin.isWrong()).as(host).isTrue();
            assertThat(origin.cure().on(Servers.OTHER)).contains("proxy_set_header Host $host;");
        }
    }

    @Test
    void repeatsNoHostThatIsNone() {
        Finding origin = checks.origin(new ForwardedRequest("a\"}; rm -rf /", true, null, true));
        assertThat(origin.isWrong()).isTrue();
        assertThat(origin.finding() + origin.cure().on(Servers.OTHER)).doesNotContain("rm");
    }

    @Test
    void leavesOutThePortThatBrowsersLeaveOut() {
        assertThat(checks.origin(new ForwardedRequest("Shop.Example.com:443", true, null, false))
                        .state())
                .isEqualTo(State.FINE);
    }

    @Test
    void hasTheServerListenToItsProxy() {
        Finding https = checks.https(BEHIND_DEAF_SERVER);
        assertThat(https.isWrong()).isTrue();
        assertThat(https.cure().on(Servers.WILDFLY))
                .containsExactly(
                        "/subsystem=undertow/server=default-server/http-listener=default:write-attribute(name=proxy-address-forwarding,value=true)",
                        "reload");
        assertThat(https.cure().on(Servers.PAYARA))
                .containsExactly(
                        "asadmin set configs.config.server-config.network-config.protocols.protocol.http-listener-1.http.scheme-mapping=X-Forwarded-Proto");
        assertThat(https.cure().on(Servers.PAYARA_MICRO))
                .anyMatch(line -> line.startsWith("set ") && line.contains(".http-listener.http."));
        assertThat(checks.origin(BEHIND_DEAF_SERVER).state()).isEqualTo(State.FINE);
    }

    @Test
    void hasTheProxySpeak() {
        Finding https = checks.https(BY_HTTP);
        assertThat(https.isWrong()).isTrue();
        assertThat(https.cure().on(Servers.WILDFLY))
                .contains("proxy_set_header X-Forwarded-Proto $scheme;")
                .anyMatch(line -> line.contains("proxy-address-forwarding"));
        assertThat(checks.origin(BY_HTTP).state()).isEqualTo(State.FINE);
    }

    @Test
    void notesThatAProxyHidesItsClients() {
        Finding address = checks.clientAddress(BEHIND_DEAF_SERVER, Optional.empty());
        assertThat(address.state()).isEqualTo(State.NOTE);
        assertThat(address.cure().on(Servers.OTHER)).contains("passkeys.rate-limit.address-header=X-Real-IP");
        assertThat(checks.clientAddress(BEHIND_DEAF_SERVER, Optional.of("X-Real-IP"))
                        .state())
                .isEqualTo(State.FINE);
        assertThat(checks.clientAddress(DIRECT, Optional.empty()).state()).isEqualTo(State.FINE);
    }

    private static AddressChecks checks(String rpId, String... origins) {
        return new AddressChecks(
                RelyingParties.of(relyingParty(rpId, origins)),
                SettingSource.of(Map.of()),
                new Cures(new ApplicationName("shop")));
    }

    private static RelyingPartySettings relyingParty(String rpId, String... origins) {
        return new RelyingPartySettings(
                rpId, rpId, Stream.of(origins).map(Origin::new).toList(), List.of());
    }

    /** At {@code /shop}, with one setting. */
    private static AddressChecks development(String key, String value) {
        SettingSource source = new ApplicationSource(SettingSource.of(Map.of(key, value)), "/shop");
        return new AddressChecks(
                RelyingParties.of(new RelyingPartySettings("localhost", "localhost", List.of(), List.of())),
                source,
                new Cures(new ApplicationName("shop"), source::written));
    }
}
