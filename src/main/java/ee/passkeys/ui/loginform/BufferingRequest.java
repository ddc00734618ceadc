// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Request whose response may be buffered. An answer that goes on after the request is not, and a page that is shown in the place of another
 * is asked for as a whole: what the browser remembers of that address may be the page without passkeys.
 */
final class BufferingRequest extends HttpServletRequestWrapper {

    private static final Set<String> CONDITIONS = Set.of("if-none-match", "if-modified-since", "range", "if-range");

    private final BufferingResponse response;
    private final boolean whole;

    BufferingRequest(HttpServletRequest request, BufferingResponse response, boolean changing) {
        super(request);
        this.response = response;
        this.whole = changing && request.getDispatcherType() != DispatcherType.REQUEST;
    }

    @Override
    public AsyncContext startAsync() {
        passOn();
        return super.startAsync();
    }

    @Override
    public AsyncContext startAsync(ServletRequest asyncRequest, ServletResponse asyncResponse) {
        passOn();
        return super.startAsync(asyncRequest, asyncResponse);
    }

    private void passOn() {
        try {
            response.passOn();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable String getHeader(String name) {
        return hides(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return hides(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public long getDateHeader(String name) {
        return hides(name) ? -1 : super.getDateHeader(name);
    }

    private boolean hides(String name) {
        return whole && CONDITIONS.contains(name.toLowerCase(Locale.ROOT));
    }
}
