// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.ceremony.Client;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.Origin;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cookie that ties a ceremony to the browser it began in, so that nobody can finish theirs in somebody else's. It holds a random
 * value and nothing else, and is no session.
 */
final class BindingCookie {

    /** The prefix has browsers take it from this very host alone, not from one beside it. */
    private static final String SECURE_NAME = "__Host-passkeys-binding";

    private static final String NAME = "passkeys-binding";
    private static final int BYTES = 16;

    private final RelyingPartySettings relyingParty;
    private final SecureRandom random;

    BindingCookie(RelyingPartySettings relyingParty, SecureRandom random) {
        this.relyingParty = relyingParty;
        this.random = random;
    }

    /** The client of a ceremony that begins: a browser without the cookie gets one. */
    Client beginning(HttpServletRequest request, HttpServletResponse response) {
        String value = find(request).orElseGet(() -> give(response));
        return new Client(origin(request), value);
    }

    /** The client of a ceremony that ends. Without a cookie it is the client of none. */
    Client finishing(HttpServletRequest request) {
        return new Client(origin(request), find(request).orElse(""));
    }

    /** Where the browser says it is; the gate has found it to be one of ours. */
    private static Optional<Origin> origin(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Origin")).map(Origin::new);
    }

    private Optional<String> find(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(name()))
                .map(Cookie::getValue)
                .filter(value -> value.length() >= BYTES)
                .findFirst();
    }

    private String give(HttpServletResponse response) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String value = Base64Url.encode(bytes);
        Cookie cookie = new Cookie(name(), value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(relyingParty.httpsOnly());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
        return value;
    }

    private String name() {
        return relyingParty.httpsOnly() ? SECURE_NAME : NAME;
    }
}
