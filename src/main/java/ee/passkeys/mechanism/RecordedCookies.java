// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records whether the application's mechanism answers, and the cookies that it sets at a sign-in, so that they can be removed if the password
 * is disabled: a remember-me cookie would otherwise sign in without it.
 */
final class RecordedCookies extends HttpServletResponseWrapper {

    private final List<Cookie> given = new ArrayList<>();
    private final int status;
    private final @Nullable String contentType;
    private boolean written;

    RecordedCookies(HttpServletResponse response) {
        super(response);
        this.status = response.getStatus();
        this.contentType = response.getContentType();
    }

    /** Whether the mechanism has answered, in whichever way: it may also have written to the response that it got before. */
    boolean isAnswered() {
        return written
                || isCommitted()
                || getStatus() != status
                || !Objects.equals(getContentType(), contentType)
                || containsHeader("WWW-Authenticate");
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        written = true;
        return super.getWriter();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        written = true;
        return super.getOutputStream();
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
