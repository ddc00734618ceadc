// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.savedrequest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.session.LoginRecord;
import ee.passkeys.value.Groups;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A request that was sent before the sign-in")
class SavedRequestTest {

    private static final String ADDRESS = "/shop/order?a=0";

    private final Map<String, Object> session = new HashMap<>();
    private @Nullable String sender;
    private @Nullable String addressHeader;
    private final Map<String, String> headers = new HashMap<>(Map.of(
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Accept",
            "text/html",
            "Cookie",
            "JSESSIONID=old",
            "Authorization",
            "Basic old"));

    @Test
    void goesOnOnceForWhoSignedIn() throws IOException {
        assertThat(SavedRequest.save(post("a=1"))).isEqualTo(SaveOutcome.SAVED);
        signIn("bob", ADDRESS);

        assertThat(SavedRequest.take(get(ADDRESS), "bob")).isPresent();
        assertThat(SavedRequest.take(get(ADDRESS), "bob")).isEmpty();
    }

    @Test
    void waitsForTheSignIn() throws IOException {
        SavedRequest.save(post("a=1"));

        assertThat(SavedRequest.take(get(ADDRESS), "bob")).isEmpty();
        assertThat(SavedRequest.take(get(ADDRESS), "")).isEmpty();
    }

    @Test
    void isDroppedByASignInThatLeadsElsewhere() throws IOException {
        SavedRequest.save(post("a=1"));
        signIn("bob", "/shop/");

        assertThat(session).doesNotContainKey("ee.passkeys.saved");
    }

    @Test
    void isDroppedForAnotherCaller() throws IOException {
        SavedRequest.save(post("a=1"));
        signIn("bob", ADDRESS);

        assertThat(SavedRequest.take(get(ADDRESS), "eve")).isEmpty();
        assertThat(SavedRequest.take(get(ADDRESS), "bob")).isEmpty();
    }

    @Test
    void goesOnForItsSenderWhoHasConfirmedAndForNobodyElse() throws IOException {
        sender = "bob";
        SavedRequest.save(post("a=1"));
        signIn("bob", ADDRESS);
        assertThat(SavedRequest.take(get(ADDRESS), "bob")).isPresent();

        SavedRequest.save(post("a=1"));
        signIn("eve", ADDRESS);
        assertThat(SavedRequest.take(get(ADDRESS), "eve")).isEmpty();
        assertThat(session).doesNotContainKey("ee.passkeys.saved");
    }

    @Test
    void isNotKeptWhenItHasFiles() throws IOException {
        headers.put("Content-Type", "Multipart/form-data; boundary=x");

        assertThat(SavedRequest.save(post("--x--"))).isEqualTo(SaveOutcome.NOT_SAVED);
        assertThat(session).isEmpty();
    }

    @Test
    void waitsUntilItsAddressIsAskedFor() throws IOException {
        SavedRequest.save(post("a=1"));
        signIn("bob", ADDRESS);

        assertThat(SavedRequest.take(get("/shop/order?a=1"), "bob")).isEmpty();
        assertThat(SavedRequest.take(post("a=2"), "bob")).isEmpty();
        assertThat(SavedRequest.take(get(ADDRESS), "bob")).isPresent();
    }

    @Test
    void isRefusedToGuestsWhenItIsMoreThanAFewKilobytes() throws IOException {
        String most = "a".repeat(SavedRequest.MOST_BYTES_OF_GUESTS);
        assertThat(SavedRequest.save(post(most))).isEqualTo(SaveOutcome.SAVED);
        assertThat(SavedRequest.save(post(most + "a"))).isEqualTo(SaveOutcome.TOO_LARGE);
        assertThat(SavedRequest.save(request("POST", ADDRESS, most + "a", -1))).isEqualTo(SaveOutcome.TOO_LARGE);
    }

    /** Behind a proxy that is not set up with the server, all guests have its address. */
    @Test
    void countsGuestsByTheAddressThatTheProxyOfTheSettingsTells() throws IOException {
        addressHeader = "X-Real-IP";
        String most = "a".repeat(SavedRequest.MOST_BYTES_OF_GUESTS - 1024);
        headers.put("X-Real-IP", "192.0.2.66");
        for (int i = 0; i < GuestBudget.MOST_BYTES_OF_ADDRESS / most.length(); i++) {
            SavedRequest.save(post(most));
        }
        assertThat(SavedRequest.save(post(most))).isEqualTo(SaveOutcome.NOT_SAVED);

        headers.put("X-Real-IP", "192.0.2.77");
        assertThat(SavedRequest.save(post(most))).isEqualTo(SaveOutcome.SAVED);
    }

    @Test
    void goesOnForAShortTimeOnly() throws IOException {
        SavedRequest.save(post("a=1"));
        Map<String, Object> saved = new HashMap<>();
        ((Map<?, ?>) session.get("ee.passkeys.saved")).forEach((key, value) -> saved.put((String) key, value));
        saved.put("until", System.currentTimeMillis() - 1);
        session.put("ee.passkeys.saved", saved);
        signIn("bob", ADDRESS);

        assertThat(SavedRequest.take(get(ADDRESS), "bob")).isEmpty();
    }

    @Test
    void isRefusedWhenItIsTooLarge() throws IOException {
        sender = "bob";
        assertThat(SavedRequest.save(post("a".repeat(SavedRequest.MOST_BYTES)))).isEqualTo(SaveOutcome.SAVED);
        assertThat(SavedRequest.save(post("a".repeat(SavedRequest.MOST_BYTES + 1))))
                .isEqualTo(SaveOutcome.TOO_LARGE);
        assertThat(SavedRequest.save(request("POST", ADDRESS, "a".repeat(SavedRequest.MOST_BYTES + 1), -1)))
                .isEqualTo(SaveOutcome.TOO_LARGE);
    }

    @Test
    void isNotKeptWhenSomebodyElseHasReadIt() throws IOException {
        assertThat(SavedRequest.save(request("POST", ADDRESS, "", 3))).isEqualTo(SaveOutcome.NOT_SAVED);
        assertThat(session).isEmpty();
    }

    @Test
    void isKeptInTypesOfTheJdk() throws IOException {
        SavedRequest.save(post("a=1"));

        new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(session.get("ee.passkeys.saved"));
        assertThat(String.valueOf(session)).doesNotContain("old");
    }

    @Test
    void comesBackWithBodyAndHeaders() throws IOException {
        headers.put("Content-Type", "text/plain;charset=UTF-8");
        RestoredRequest restored = restored("\u00fc");

        assertThat(restored.getMethod()).isEqualTo("POST");
        assertThat(restored.getContentType()).isEqualTo("text/plain;charset=UTF-8");
        assertThat(restored.getContentLength()).isEqualTo(2);
        assertThat(restored.getHeader("accept")).isEqualTo("text/html");
        assertThat(restored.getHeader("Cookie")).isEqualTo("JSESSIONID=new");
        assertThat(restored.getHeader("Authorization")).isNull();
        assertThat(Collections.list(restored.getHeaderNames()))
                .containsExactlyInAnyOrder("accept", "content-type", "Cookie");
        assertThat(restored.getReader().readLine()).isEqualTo("\u00fc");
    }

    @Test
    void comesBackWithTheFieldsOfItsFormBehindThoseOfTheQuery() throws IOException {
        RestoredRequest restored = restored("a=1&b=x+y%21&a=2&&c&%zz=1");

        assertThat(restored.getParameterValues("a")).containsExactly("0", "1", "2");
        assertThat(restored.getParameter("b")).isEqualTo("x y!");
        assertThat(restored.getParameter("c")).isEmpty();
        assertThat(Collections.list(restored.getParameterNames())).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(restored.getInputStream().readAllBytes()).isEmpty();
    }

    @Test
    void isReadInTheEncodingThatTheApplicationSets() throws IOException {
        RestoredRequest latin = restored("a=%FC");
        assertThat(latin.getParameterValues("a")).containsExactly("0", "\u00fc");

        RestoredRequest unicode = restored("a=%C3%BC");
        unicode.setCharacterEncoding("UTF-8");
        assertThat(unicode.getParameterValues("a")).containsExactly("0", "\u00fc");
    }

    @Test
    void hasNoFieldsOnceItsBodyWasRead() throws IOException {
        RestoredRequest restored = restored("a=1");

        assertThat(restored.getInputStream().readAllBytes()).isEqualTo("a=1".getBytes(UTF_8));
        assertThat(restored.getParameterValues("a")).containsExactly("0");
    }

    @Test
    void showsNoParts() throws IOException {
        RestoredRequest restored = restored("a=1");

        Assertions.assertThatThrownBy(restored::getParts).isInstanceOf(ServletException.class);
    }

    private RestoredRequest restored(String body) throws IOException {
        SavedRequest.save(post(body));
        signIn("bob", ADDRESS);
        HttpServletRequest back = get(ADDRESS);
        return new RestoredRequest(back, SavedRequest.take(back, "bob").orElseThrow());
    }

    private void signIn(String caller, String leadingTo) {
        new LoginRecord(caller, Groups.BY_NAME, LoginRecord.PASSWORD, Instant.EPOCH, null)
                .keep(get("/shop/j_security_check"));
        SavedRequest.goOnAt(leadingTo, get("/shop/j_security_check"));
    }

    private HttpServletRequest post(String body) {
        return request("POST", ADDRESS, body, body.getBytes(UTF_8).length);
    }

    private HttpServletRequest get(String address) {
        headers.put("Cookie", "JSESSIONID=new");
        headers.remove("Authorization");
        return request("GET", address, "", -1);
    }

    private HttpServletRequest request(String method, String address, String body, long length) {
        Map<String, String> sent = Map.copyOf(headers);
        String[] parts = address.split("\\?", 2);
        String name = sender;
        Principal principal = name == null ? null : () -> name;
        Map<String, Function<Object[], Object>> answers = new HashMap<>(Map.of(
                "getMethod", arguments -> method,
                "getRequestURI", arguments -> parts[0],
                "getQueryString", arguments -> parts.length > 1 ? parts[1] : null,
                "getContentLengthLong", arguments -> length,
                "getInputStream", arguments -> stream(body),
                "getSession", arguments -> session(),
                "getHeaderNames", arguments -> Collections.enumeration(sent.keySet()),
                "getHeaders", arguments -> Collections.enumeration(values(sent, (String) arguments[0])),
                "getParameterMap", arguments -> Map.of("a", new String[] {"0"}),
                "getServletContext",
                        arguments -> proxy(ServletContext.class, Map.of("getAttribute", named -> addressHeader))));
        answers.put("getHeader", arguments -> sent.get((String) arguments[0]));
        answers.put("getUserPrincipal", arguments -> principal);
        answers.put("getContentType", arguments -> sent.get("Content-Type"));
        return proxy(HttpServletRequest.class, answers);
    }

    private static List<String> values(Map<String, String> sent, String name) {
        return Optional.ofNullable(sent.get(name)).stream().toList();
    }

    private HttpSession session() {
        return proxy(
                HttpSession.class,
                Map.of(
                        "getAttribute", arguments -> session.get((String) arguments[0]),
                        "setAttribute", arguments -> session.put((String) arguments[0], arguments[1]),
                        "removeAttribute", arguments -> session.remove((String) arguments[0])));
    }

    private static ServletInputStream stream(String body) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body.getBytes(UTF_8));
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(jakarta.servlet.ReadListener listener) {
                throw new UncheckedIOException(new IOException("not asynchronous"));
            }
        };
    }

    private static <T> T proxy(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(Proxy.newProxyInstance(
                SavedRequestTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Function<Object[], Object> answer = answers.get(method.getName());
                    return answer == null ? null : answer.apply(arguments);
                }));
    }
}
