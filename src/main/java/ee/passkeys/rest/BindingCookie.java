// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.ceremony.Client;
import ee.passkeys.config.RelyingParties;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.Origin;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Cookie that binds a ceremony to the browser in which it started, so that an attacker cannot complete it in another one. It holds a random
 * value and nothing else, and is no session.
 *
 * <p>Each such cookie has a name of its own: pages that open together all get one, because none of them has one yet, and none takes the
 * place of another.
 */
final class BindingCookie {

    /** Prefix with which browsers accept the cookie only from this very host. */
    private static final String SECURE_NAME = "__Host-passkeys-binding-";

    private static final String NAME = "passkeys-binding-";
    private static final int BYTES = 16;
    private static final int NAME_BYTES = 6;

    /** Maximum number of pages that may open together; the cookies of others are removed. */
    private static final int MOST = 16;

    private final RelyingParties relyingParties;
    private final SecureRandom random;

    BindingCookie(RelyingParties relyingParties, SecureRandom random) {
        this.relyingParties = relyingParties;
        this.random = random;
    }

    /** Returns the client of a ceremony that starts, with a new cookie if the browser has none. */
    Client beginning(HttpServletRequest request, HttpServletResponse response) {
        List<Cookie> known = find(request);
        known.stream().skip(MOST).forEach(cookie -> set(cookie.getName(), "", "; Max-Age=0", response));
        return known.isEmpty() ? new Client(origin(request), give(response)) : client(request, known);
    }

    /** Returns the client of a ceremony that ends. Without a cookie it is the client of none. */
    Client finishing(HttpServletRequest request) {
        return client(request, find(request));
    }

    /** Returns a client without any cookie, of a ceremony that a cookie does not protect. */
    Client app(HttpServletRequest request) {
        return new Client(origin(request), List.of());
    }

    private static Client client(HttpServletRequest request, List<Cookie> cookies) {
        return new Client(
                origin(request),
                cookies.stream().limit(MOST).map(Cookie::getValue).toList());
    }

    /** Returns the origin that the browser sent; it was checked before. */
    private static Optional<Origin> origin(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Origin")).map(Origin::new);
    }

    private List<Cookie> find(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().startsWith(prefix()))
                .filter(cookie -> cookie.getValue().length() >= BYTES)
                .toList();
    }

    private String give(HttpServletResponse response) {
        String value = randomText(BYTES);
        set(prefix() + randomText(NAME_BYTES), value, "", response);
        return value;
    }

    /** Sets the cookie as a header, because not every server can write {@code Partitioned}. */
    private void set(String name, String value, String lifetime, HttpServletResponse response) {
        response.addHeader("Set-Cookie", name + "=" + value + "; Path=/; HttpOnly" + lifetime + reach(relyingParties));
    }

    /** Where the settings name other sites, it has to come along in their frames, too; each of those sites has one of its own. */
    static String reach(RelyingParties relyingParties) {
        if (!relyingParties.main().topOrigins().isEmpty()) {
            return "; SameSite=None; Secure; Partitioned";
        }
        return relyingParties.httpsOnly() ? "; SameSite=Lax; Secure" : "; SameSite=Lax";
    }

    private String randomText(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64Url.encode(bytes);
    }

    private String prefix() {
        return relyingParties.httpsOnly() ? SECURE_NAME : NAME;
    }
}
