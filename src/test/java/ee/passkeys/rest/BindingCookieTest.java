// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.ceremony.Client;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.SettingsReader;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BindingCookieTest {

    private final List<String> headers = new ArrayList<>();
    private final List<Cookie> sent = new ArrayList<>();

    @Test
    void isGivenOnceToABrowser() {
        BindingCookie cookie = cookie(Map.of("passkeys.rp.id", "example.org"));

        Client first = cookie.beginning(request(), response());
        keep(headers.get(0));
        Client second = cookie.beginning(request(), response());

        assertThat(headers).hasSize(1);
        assertThat(second.cookies()).isEqualTo(first.cookies());
        assertThat(cookie.finishing(request()).cookies()).isEqualTo(first.cookies());
    }

    @Test
    void doesNotTakeThePlaceOfTheOneOfAnotherTab() {
        BindingCookie cookie = cookie(Map.of("passkeys.rp.id", "example.org"));

        Client oneTab = cookie.beginning(request(), response());
        Client another = cookie.beginning(request(), response());
        headers.forEach(this::keep);

        assertThat(cookie.finishing(request()).cookies())
                .containsExactly(oneTab.cookies().get(0), another.cookies().get(0));
    }

    @Test
    void isTakenBackWhereThereAreTooMany() {
        BindingCookie cookie = cookie(Map.of("passkeys.rp.id", "example.org"));
        for (int i = 0; i < 20; i++) {
            cookie.beginning(request(), response());
        }
        headers.forEach(this::keep);
        headers.clear();

        Client client = cookie.beginning(request(), response());

        assertThat(client.cookies()).hasSize(16);
        assertThat(headers).hasSize(4).allMatch(header -> header.contains("; Max-Age=0"));
    }

    @Test
    void staysOnItsHostAndIsKeptFromOtherSites() {
        cookie(Map.of("passkeys.rp.id", "example.org")).beginning(request(), response());
        cookie(Map.of()).beginning(request(), response());

        assertThat(headers.get(0))
                .startsWith("__Host-passkeys-binding-")
                .endsWith("; Path=/; HttpOnly; SameSite=Lax; Secure");
        assertThat(headers.get(1)).startsWith("passkeys-binding-").endsWith("; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void comesAlongInFramesWhereTheSettingsNameOtherSites() {
        Map<String, String> settings =
                Map.of("passkeys.rp.id", "example.org", "passkeys.top-origins", "https://portal.example");
        cookie(settings).beginning(request(), response());

        assertThat(headers.get(0))
                .startsWith("__Host-passkeys-binding-")
                .endsWith("; Path=/; HttpOnly; SameSite=None; Secure; Partitioned");
    }

    private static BindingCookie cookie(Map<String, String> settings) {
        return new BindingCookie(
                SettingsReader.read(SettingSource.of(new HashMap<>(settings))).relyingParties(), new SecureRandom());
    }

    private void keep(String header) {
        String[] pair = header.substring(0, header.indexOf(';')).split("=", 2);
        sent.add(new Cookie(pair[0], pair[1]));
    }

    private HttpServletRequest request() {
        return proxy(HttpServletRequest.class, Map.of("getCookies", sent.toArray(new Cookie[0])));
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, method, arguments) -> headers.add((String) arguments[1]) ? null : null);
    }

    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                BindingCookieTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.get(method.getName())));
    }
}
