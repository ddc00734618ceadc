// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.RelyingParties;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.value.Origin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A request of a front end of another origin")
class CorsFilterTest {

    private static final String FRONT_END = "https://app.example.com";

    private final Map<String, String> asked = new HashMap<>();
    private final Map<String, String> answered = new TreeMap<>();
    private String method = "POST";
    private int status;
    private boolean passed;
    private String host = "api.example.com";
    private final Map<String, String> settings = new HashMap<>(
            Map.of("passkeys.rp.id", "example.com", "passkeys.origins", "https://api.example.com," + FRONT_END));

    @Test
    void getsAnAnswerThatItsBrowserLetsItRead() throws Exception {
        asked.put("Origin", FRONT_END);

        filter();

        assertThat(passed).isTrue();
        assertThat(answered)
                .isEqualTo(Map.of(
                        "Access-Control-Allow-Origin", FRONT_END,
                        "Access-Control-Allow-Credentials", "true",
                        "Access-Control-Expose-Headers", "Location, Retry-After, WWW-Authenticate",
                        "Vary", "Origin"));
    }

    @ParameterizedTest
    @CsvSource({"api.example.com, true", "shop.example.com, false", "evil.example, false"})
    void readsAnswersOfTheHostsOfItsOwnRelyingPartyAlone(String called, boolean readable) throws Exception {
        settings.put("passkeys.rp.id.host.shop.example.com", "shop.example.com");
        asked.put("Origin", FRONT_END);
        host = called;

        filter();

        assertThat(answered.containsKey("Access-Control-Allow-Origin")).isEqualTo(readable);
        assertThat(passed).isTrue();
    }

    @Test
    void isToldBeforehandWhatItMaySend() throws Exception {
        method = "OPTIONS";
        asked.put("Origin", FRONT_END);
        asked.put("Access-Control-Request-Method", "DELETE");

        filter();

        assertThat(passed).isFalse();
        assertThat(status).isEqualTo(204);
        assertThat(answered)
                .isEqualTo(Map.of(
                        "Access-Control-Allow-Origin", FRONT_END,
                        "Access-Control-Allow-Credentials", "true",
                        "Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE",
                        "Access-Control-Allow-Headers", "Content-Type, Authorization, DPoP",
                        "Access-Control-Max-Age", "600",
                        "Cache-Control", "no-store",
                        "Vary", "Origin"));
    }

    @Test
    void goesOnWhereItOnlyLooksLikeAPreflight() throws Exception {
        method = "OPTIONS";
        asked.put("Origin", FRONT_END);

        filter();

        assertThat(passed).isTrue();
        assertThat(answered).doesNotContainKey("Access-Control-Allow-Methods");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "*",
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://app.example.com.evil.example",
                "https://APP.example.com",
                "https://app.example.com "
            })
    void passesUnchangedFromAnyOtherOrigin(String origin) throws Exception {
        method = "OPTIONS";
        asked.put("Origin", origin);
        asked.put("Access-Control-Request-Method", "POST");

        filter();

        assertThat(passed).isTrue();
        assertThat(answered).isEmpty();
    }

    @Test
    void passesUnchangedWithoutAnOrigin() throws Exception {
        filter();

        assertThat(passed).isTrue();
        assertThat(answered).isEmpty();
    }

    private void filter() throws Exception {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                CorsFilterTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getServerName" -> host;
                    default -> asked.get(String.valueOf(arguments[0]));
                });
        HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
                CorsFilterTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, called, arguments) -> {
                    if (called.getName().equals("setStatus")) {
                        status = (Integer) arguments[0];
                    } else {
                        answered.put(String.valueOf(arguments[0]), String.valueOf(arguments[1]));
                    }
                    return null;
                });
        RelyingParties relyingParties =
                SettingsReader.read(SettingSource.of(settings)).relyingParties();
        new CorsFilter(List.of(new Origin(FRONT_END)), relyingParties)
                .doFilter(request, response, (given, written) -> passed = true);
    }
}
