// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.ceremony.Client;
import ee.passkeys.ceremony.HostCeremonies;
import ee.passkeys.ceremony.PasskeyCeremonies;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.testkit.MutableClock;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A browser")
class DevicesTest {

    private static final Client BROWSER = new Client(Optional.empty(), List.of());

    private final MemoryPasskeyStore store = new MemoryPasskeyStore();
    private final Devices devices = devices(Map.of());
    private String header = "";
    private String sent = "";

    @Test
    void isKnownForTheUsersWhoUsedAPasskeyInIt() {
        remember(devices, "ada");
        remember(devices, "bob");

        assertThat(knows(devices, "ada")).isTrue();
        assertThat(knows(devices, "ADA")).isTrue();
        assertThat(knows(devices, "bob")).isTrue();
        assertThat(knows(devices, "eve")).isFalse();
    }

    @Test
    void isNotKnownByACookieThatWasAlteredOrIsOfOtherUsersOfTheServer() {
        remember(devices, "ada");
        Devices others = devices(Map.of("passkeys.users", "others"));
        assertThat(knows(others, "ada")).isFalse();

        sent = sent.substring(0, sent.length() - 2) + (sent.endsWith("AA") ? "BB" : "AA");
        assertThat(knows(devices, "ada")).isFalse();
    }

    @Test
    void forgetsTheUserWhoWasThereLongestAgo() {
        for (int i = 0; i < 9; i++) {
            remember(devices, "user" + i);
        }

        assertThat(knows(devices, "user8")).isTrue();
        assertThat(knows(devices, "user1")).isTrue();
        assertThat(knows(devices, "user0")).isFalse();
    }

    @Test
    void isToldOfToAUserNoMoreThanFiveTimesInAnHour() {
        for (int i = 0; i < 5; i++) {
            assertThat(knows(devices, "ada")).isFalse();
        }

        assertThat(knows(devices, "ada")).isTrue();
        assertThat(knows(devices, "bob")).isFalse();
    }

    @Test
    void getsACookieOfTheApplicationThatHoldsNoName() {
        remember(devices, "ada");

        assertThat(header)
                .startsWith("__Secure-passkeys-device=")
                .endsWith("; Path=/shop; HttpOnly; Max-Age=34560000; SameSite=Lax; Secure")
                .doesNotContain("ada");
    }

    @Test
    void getsNoneByDefault() {
        Devices off = devices(Map.of("passkeys.mail.new-device", "off"));
        remember(off, "ada");

        assertThat(header).isEmpty();
        assertThat(off.client(BROWSER, request())).isSameAs(BROWSER);
    }

    private void remember(Devices by, String caller) {
        by.remember(caller, request(), (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (self, method, arguments) -> {
                    header = (String) arguments[1];
                    sent = header.substring(header.indexOf('=') + 1, header.indexOf(';'));
                    return null;
                }));
    }

    private boolean knows(Devices by, String caller) {
        return by.client(BROWSER, request()).known().test(caller);
    }

    private HttpServletRequest request() {
        Map<String, Object> answers = Map.of(
                "getCookies", new Cookie[] {new Cookie("__Secure-passkeys-device", sent)}, "getContextPath", "/shop");
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> answers.get(method.getName()));
    }

    private Devices devices(Map<String, String> overrides) {
        Map<String, String> values = new HashMap<>(Map.of(
                "passkeys.rp.id", "example.org",
                "passkeys.origins", "https://example.org",
                "passkeys.mail.session", "java:app/mail",
                "passkeys.mail.sender", "passkeys@example.org",
                "passkeys.mail.address-query", "select mail from account where name = ?",
                "passkeys.mail.new-device", "on"));
        values.putAll(overrides);
        Settings settings = SettingsReader.read(SettingSource.of(values));
        return new Devices(
                settings,
                HostCeremonies.of(
                        settings,
                        store,
                        new PasskeyCeremonies.Host(
                                name -> true,
                                Optional.empty(),
                                aaguid -> "Passkey",
                                event -> {},
                                new SecureRandom(),
                                new MutableClock())));
    }
}
