// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Of a caller whom the application's mechanism has found, a sign-in is")
class SignInDetectorTest {

    private final Map<String, Object> attributes = new HashMap<>();
    private final List<Cookie> cookies = new ArrayList<>();
    private final List<String> headers = new ArrayList<>(List.of("Host", "User-Agent", "Cookie", "Sec-Fetch-Mode"));
    private @Nullable Map<String, Object> session;
    private boolean byCode;
    private String address = "/login";

    @Test
    void seenInARequestThatHasNothingToBeKnownBy() {
        assertThat(hasSignedIn()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "X-Forwarded-User", "Remote-User", "X-Api-Key"})
    void notSeenWhereAHeaderMayHaveBroughtTheCaller(String header) {
        headers.add(header);

        assertThat(hasSignedIn()).isFalse();
    }

    @Test
    void notSeenWhereACookieMayHaveBroughtTheCaller() {
        cookies.add(new Cookie("REMEMBERED", "stolen"));

        assertThat(hasSignedIn()).isFalse();
    }

    @Test
    void notSeenBehindMoreCookiesThanAreLookedAt() {
        for (int i = 0; i < 100; i++) {
            cookies.add(new Cookie("c" + i, "x"));
        }
        session = new HashMap<>();
        SignInDetector.foundNobody(request(), true);
        cookies.add(new Cookie("REMEMBERED", "stolen"));

        assertThat(hasSignedIn()).isFalse();
    }

    @Test
    void notSeenWhereACertificateMayHaveBroughtTheCaller() {
        attributes.put("jakarta.servlet.request.X509Certificate", new Object());

        assertThat(hasSignedIn()).isFalse();
    }

    @Test
    void notSeenInASessionFromBefore() {
        session = new HashMap<>();

        assertThat(hasSignedIn()).isFalse();
    }

    @Test
    void seenInASessionThatWasAGuests() {
        session = new HashMap<>();
        cookies.add(new Cookie("JSESSIONID", "1"));
        cookies.add(new Cookie("LANGUAGE", "de"));
        SignInDetector.foundNobody(request(), true);

        assertThat(hasSignedIn()).isTrue();
    }

    @Test
    void notSeenWhereAGuestsSessionComesWithAnotherCookie() {
        session = new HashMap<>();
        SignInDetector.foundNobody(request(), true);
        cookies.add(new Cookie("REMEMBERED", "stolen"));

        assertThat(hasSignedIn()).isFalse();
    }

    /** A mechanism may look at what is remembered on protected pages only. */
    @Test
    void notSeenAfterAnOpenPageThatTheStolenCookieCameTo() {
        cookies.add(new Cookie("REMEMBERED", "stolen"));
        session = new HashMap<>();
        SignInDetector.foundNobody(request(), false);
        SignInDetector.endOfRequest(request());

        assertThat(hasSignedIn()).isFalse();
    }

    @Test
    void notSeenAfterAnOpenPageInASessionFromBefore() {
        session = new HashMap<>();
        SignInDetector.before(request());
        SignInDetector.foundNobody(request(), false);
        SignInDetector.endOfRequest(request());

        assertThat(hasSignedIn()).isFalse();
    }

    @Test
    void seenAfterAnOpenPageThatMadeTheSession() {
        SignInDetector.before(request());
        SignInDetector.foundNobody(request(), false);
        session = new HashMap<>();
        SignInDetector.endOfRequest(request());
        attributes.clear();

        assertThat(hasSignedIn()).isTrue();
    }

    @Test
    void seenWhereCodeBringsACredentialAndTheRequestBroughtNobody() {
        cookies.add(new Cookie("ANY", "thing"));
        session = new HashMap<>();
        SignInDetector.foundNobody(request(), true);
        byCode = true;

        assertThat(hasSignedIn()).isTrue();
    }

    @Test
    void notSeenWhereCodeBringsACredentialAndTheRequestHasBroughtTheCallerAlready() {
        byCode = true;

        assertThat(hasSignedIn()).isFalse();
    }

    @Test
    void seenWhereTheFormIsAnsweredByARedirect() {
        address = "/j_security_check";

        assertThat(SignInDetector.hasSignedInAndIsSentOn(request(), context())).isTrue();
    }

    @Test
    void notSeenWhereAnyOtherRequestIsAnsweredByARedirect() {
        assertThat(SignInDetector.hasSignedInAndIsSentOn(request(), context())).isFalse();
    }

    private boolean hasSignedIn() {
        return SignInDetector.before(request()).hasSignedIn(request(), context());
    }

    private HttpMessageContext context() {
        AuthenticationParameters parameters = AuthenticationParameters.withParams();
        if (byCode) {
            parameters.credential(new UsernamePasswordCredential("ada", "right"));
        }
        Principal ada = () -> "ada";
        return proxy(
                HttpMessageContext.class,
                Map.of(
                        "isAuthenticationRequest", arguments -> byCode,
                        "getAuthParameters", arguments -> parameters,
                        "getCallerPrincipal", arguments -> ada));
    }

    private HttpServletRequest request() {
        SessionCookieConfig unnamed = proxy(SessionCookieConfig.class, Map.of());
        ServletContext application =
                proxy(ServletContext.class, Map.of("getSessionCookieConfig", arguments -> unnamed));
        return proxy(
                HttpServletRequest.class,
                Map.of(
                        "getSession", arguments -> session(),
                        "getMethod", arguments -> "POST",
                        "getRequestURI", arguments -> address,
                        "getCookies", arguments -> cookies.toArray(Cookie[]::new),
                        "getHeaderNames", arguments -> Collections.enumeration(headers),
                        "getServletContext", arguments -> application,
                        "getAttribute", arguments -> attributes.get((String) arguments[0]),
                        "setAttribute", arguments -> attributes.put((String) arguments[0], arguments[1])));
    }

    private @Nullable HttpSession session() {
        Map<String, Object> kept = session;
        return kept == null
                ? null
                : proxy(
                        HttpSession.class,
                        Map.of(
                                "getAttribute", arguments -> kept.get((String) arguments[0]),
                                "setAttribute", arguments -> kept.put((String) arguments[0], arguments[1])));
    }

    private static <T> T proxy(Class<T> type, Map<String, Function<Object[], @Nullable Object>> answers) {
        return type.cast(Proxy.newProxyInstance(
                SignInDetectorTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Function<Object[], @Nullable Object> answer = answers.get(method.getName());
                    return answer == null ? null : answer.apply(arguments);
                }));
    }
}
