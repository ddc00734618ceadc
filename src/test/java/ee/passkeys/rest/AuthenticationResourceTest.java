// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.api.AccountStatus;
import ee.passkeys.ceremony.HostCeremonies;
import ee.passkeys.ceremony.PasskeyCeremonies;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Switch;
import ee.passkeys.policy.ChangeRule;
import ee.passkeys.policy.Rollout;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.Problem;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.testkit.MutableClock;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The endpoints for authentication")
class AuthenticationResourceTest {

    private final Requests requests = new Requests();
    private final AuthenticationResource endpoints = new AuthenticationResource();

    @BeforeEach
    void begin() {
        Settings settings = Requests.settings(Map.of());
        MutableClock clock = new MutableClock();
        SecureRandom random = new SecureRandom();
        MemoryPasskeyStore store = new MemoryPasskeyStore();
        AccountStatus everybody = caller -> true;
        endpoints.settings = settings;
        endpoints.limits = new RateLimits(settings, Requests.noTable());
        endpoints.ceremonies = HostCeremonies.of(
                settings,
                store,
                new PasskeyCeremonies.Host(
                        everybody, Optional.empty(), aaguid -> "Passkey", event -> {}, random, clock));
        endpoints.devices = new Devices(settings, endpoints.ceremonies);
        endpoints.caller = new CallerContext(
                settings,
                new ChangeRule(settings, new Rollout(settings), store, name -> name),
                random,
                clock,
                new Switch(SettingSource.of(Map.of()), clock, true),
                event -> {});
        requests.host = "localhost";
        requests.headers.put("Origin", "http://localhost:8080");
        requests.attributes.put(RequestGuard.PASSED, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"x\"",
                "{",
                "{\"a\":1}{",
                "{\"name\":1}",
                "{\"name\":{}}",
                "{\"purpose\":\"fly\"}",
                "{\"mediation\":\"silent\"}",
                "{\"name\":\"\\u0000\"}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"hints\":\"hybrid\"}",
                "{\"hints\":[\"telepathy\"]}",
                "{\"hints\":[\"hybrid\",\"hybrid\",\"hybrid\",\"hybrid\",\"hybrid\",\"hybrid\"]}",
                "{\"rpId\":\"evil.example\"}"
            })
    void refuseABodyThatMakesNoSense(String body) {
        assertMalformed(() -> options(body));
    }

    @Test
    void refuseNestingThatNobodyNeeds() {
        assertMalformed(() -> options("[".repeat(20_000)));
        assertMalformed(() -> verify("[".repeat(20_000)));
        assertMalformed(() -> options("{\"x\":" + "[".repeat(40) + "]".repeat(40) + "}"));
    }

    @ParameterizedTest
    @CsvSource({"ceremony, x", "ceremony, a.b.c", "credential, x"})
    void refuseAnAnswerThatMakesNoSense(String member, String value) throws Exception {
        ObjectNode body = Json.object()
                .put("ceremony", Json.readObject(options("{}")).path("ceremony").textValue());
        body.putObject("credential");
        body.put(member, value);

        assertMalformed(() -> verify(Json.write(body)));
    }

    @Test
    void beginWithWhatMakesSense() throws Exception {
        String begun = options(
                "{\"purpose\":\"login\",\"mediation\":\"conditional\",\"hints\":[\"hybrid\"],\"name\":\"ada\",\"x\":[[]]}");

        assertThat(Json.readObject(begun).path("ceremony").textValue()).isNotBlank();
    }

    private String options(String body) throws Exception {
        return endpoints.options(body, requests.of(null), response());
    }

    private String verify(String body) throws Exception {
        return endpoints.verify(body, requests.of(null), response());
    }

    private static void assertMalformed(ThrowingCallable call) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .extracting(ProblemException::failure)
                .isEqualTo(ProblemCode.MALFORMED_REQUEST);
        assertThat(Problem.of(ProblemCode.MALFORMED_REQUEST).status()).isEqualTo(400);
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, method, arguments) -> null);
    }
}
