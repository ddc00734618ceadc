// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Records the cookies that the application's mechanism sets at a sign-in, so that they can be removed if the password is disabled: a
 * remember-me cookie would otherwise sign in without it.
 */
final class RecordedCookies extends HttpServletResponseWrapper {

    private final List<Cookie> given = new ArrayList<>();

    RecordedCookies(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void addCookie(Cookie cookie) {
        given.add(cookie);
        super.addCookie(cookie);
    }

    /** The request as it would look if the client had sent them: what takes back its cookies takes back these. */
    HttpServletRequest sentBackWith(HttpServletRequest request) {
        Cookie[] sent = request.getCookies();
        Cookie[] all = Stream.concat(
                        given.stream(),
                        Stream.of(sent == null ? new Cookie[0] : sent).filter(this::isNotGiven))
                .toArray(Cookie[]::new);
        return new HttpServletRequestWrapper(request) {
            @Override
            public Cookie[] getCookies() {
                return all.clone();
            }
        };
    }

    private boolean isNotGiven(Cookie cookie) {
        return given.stream().noneMatch(one -> one.getName().equals(cookie.getName()));
    }
}
