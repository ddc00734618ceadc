// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.Settings;
import ee.passkeys.problem.Problem;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.MutableClock;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The guard before the endpoints")
class RequestGuardTest {

    private static final int MOST_BYTES = 64 * 1024;

    private final Requests requests = new Requests();
    private final RequestGuard guard = new RequestGuard();
    private MediaType type = MediaType.APPLICATION_JSON_TYPE;
    private String path = "/passkeys/api/authentication/options";
    private int length = -1;
    private InputStream body = new ByteArrayInputStream("{}".getBytes());

    @BeforeEach
    void begin() {
        guardWith(Map.of());
    }

    private void guardWith(Map<String, String> values) {
        Settings settings = Requests.settings(values);
        requests.host = "localhost";
        guard.settings = settings;
        guard.limits = new RateLimits(settings, Requests.noTable());
        guard.addresses = new WrongAddresses(settings, new MutableClock());
        guard.audit = Requests.noTable();
        guard.http = requests.of(null);
    }

    @ParameterizedTest
    @CsvSource({"text, plain", "application, x-www-form-urlencoded", "multipart, form-data", "*, *", "application, *"})
    void takesJsonOnly(String main, String subtype) {
        type = new MediaType(main, subtype);

        assertRefused(415, "unsupported-media-type");
    }

    @Test
    void takesFormsWhereTokensAreAskedFor() throws Exception {
        type = MediaType.APPLICATION_FORM_URLENCODED_TYPE;
        path = "passkeys/api/token";

        guard.check(request());

        assertThat(requests.attributes).containsEntry(RequestGuard.PASSED, true);
    }

    @Test
    void takesNoBodyOfNoType() {
        type = null;

        assertRefused(415, "unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://localhost.evil.example",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void refusesCallsOfOtherSites(String header, String value) {
        requests.headers.put(header, value);

        assertRefused(403, "foreign-origin");
    }

    @Test
    void refusesCallsToHostsThatNoSettingNames() {
        guardWith(Map.of("passkeys.rp.id", "example.com", "passkeys.rp.id.host.shop.example.org", "shop.example.org"));
        requests.host = "evil.example";

        assertRefused(403, "foreign-origin");
    }

    @Test
    void takesCallsOfItsOwnPagesAndOfAppsThatDoNotSayWhereTheyAre() throws Exception {
        guard.check(request());

        assertThat(requests.attributes).containsEntry(RequestGuard.PASSED, true);
        requests.headers.put("Origin", "http://localhost:8080");
        requests.headers.put("Sec-Fetch-Site", "same-origin");
        guard.check(request());
    }

    @ParameterizedTest
    @ValueSource(ints = {MOST_BYTES + 1, 1024 * 1024})
    void refusesBodiesBeyond64KibWhateverTheirLengthIsSaidToBe(int size) {
        for (int said : new int[] {size, -1, 2}) {
            body = new ByteArrayInputStream(new byte[size]);
            length = said;

            assertRefused(413, "request-too-large");
        }
    }

    @Test
    void keepsTheBytesOfABodyOf64Kib() throws Exception {
        byte[] most = "x".repeat(MOST_BYTES).getBytes();
        body = new ByteArrayInputStream(most);

        guard.check(request());

        assertThat(body.readAllBytes()).isEqualTo(most);
    }

    private void assertRefused(int status, String code) {
        Problem problem = problem(() -> guard.check(request()));
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(requests.attributes).isEmpty();
    }

    private static Problem problem(ThrowingCallable call) {
        try {
            call.call();
        } catch (RefusedException e) {
            return e.problem();
        } catch (ProblemException e) {
            return Problem.of(e.failure());
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("not refused");
    }

    private UriInfo address() {
        return (UriInfo) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {UriInfo.class}, (self, method, arguments) -> path);
    }

    private ContainerRequestContext request() {
        return (ContainerRequestContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ContainerRequestContext.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getMethod" -> "POST";
                    case "getHeaderString" -> requests.headers.get((String) arguments[0]);
                    case "getMediaType" -> type;
                    case "getUriInfo" -> address();
                    case "getLength" -> length;
                    case "getEntityStream" -> body;
                    case "setEntityStream" -> {
                        body = (InputStream) arguments[0];
                        yield null;
                    }
                    default -> throw new AssertionError(method);
                });
    }
}
