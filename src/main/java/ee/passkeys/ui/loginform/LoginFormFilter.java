// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import ee.passkeys.config.Settings.GraftMode;
import ee.passkeys.config.Settings.GraftSettings;
import ee.passkeys.value.OwnPaths;
import ee.passkeys.value.RelativeAddress;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Filter that adds passkeys to the application's login page, or only logs what would change. It is made for every address and for forwards
 * and error pages, too: that is how containers show login pages. Whatever goes wrong in it, the page arrives as it is.
 */
public final class LoginFormFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Set<String> METHODS = Set.of("GET", "POST");
    private static final Set<Integer> STATUSES =
            Set.of(HttpServletResponse.SC_OK, HttpServletResponse.SC_UNAUTHORIZED, HttpServletResponse.SC_FORBIDDEN);

    private final transient LoginFormEnhancer graft;
    private final transient LoginFormReport changes = new LoginFormReport("gets");
    private final transient LoginFormReport report = new LoginFormReport("would get");
    private final transient Supplier<GraftMode> mode;

    /**
     * Makes a filter.
     *
     * @param settings which form to look for
     * @param mode whether pages are changed, which may change itself
     */
    public LoginFormFilter(GraftSettings settings, Supplier<GraftMode> mode) {
        this.graft = new LoginFormEnhancer(settings.form());
        this.mode = mode;
    }

    /**
     * Lets the request through, and the answer with what is put in.
     *
     * @param request any request
     * @param response its answer
     * @param chain what answers it
     * @throws IOException when the client does not take the answer, or the application fails
     * @throws ServletException when the application fails
     */
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        GraftMode now = mode.get();
        if (now == GraftMode.OFF || !concerns(request, response)) {
            chain.doFilter(request, response);
            return;
        }
        boolean changing = now == GraftMode.ON;
        BufferingResponse held = new BufferingResponse(response, page -> change(request, response, page, changing));
        chain.doFilter(new BufferingRequest(request, held, changing), held);
        held.finish();
        if (held.isUntypedPage()) {
            log(changing).tell(path(request), Finding.refused("nothing is changed, because it has no content type"));
        }
    }

    private static boolean concerns(HttpServletRequest request, HttpServletResponse response) {
        return METHODS.contains(request.getMethod())
                && request.getRemoteUser() == null
                && !OwnPaths.contain(request.getServletPath())
                && !isHeldAlready(response);
    }

    /** A page that another one forwards to belongs to the answer of that one. */
    private static boolean isHeldAlready(ServletResponse response) {
        return response instanceof BufferingResponse
                || (response instanceof ServletResponseWrapper wrapper
                        && wrapper.isWrapperFor(BufferingResponse.class));
    }

    private byte[] change(HttpServletRequest request, HttpServletResponse response, byte[] sent, boolean changing) {
        String path = path(request);
        try {
            return graft(request, response, sent, changing);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            log(changing).tell(path, e);
            return sent;
        }
    }

    private static String path(HttpServletRequest request) {
        return request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
    }

    private LoginFormReport log(boolean changing) {
        return changing ? changes : report;
    }

    private byte[] graft(HttpServletRequest request, HttpServletResponse response, byte[] sent, boolean changing)
            throws IOException {
        String path = path(request);
        LoginFormReport log = log(changing);
        Optional<String> contentType =
                Optional.ofNullable(response.getContentType()).filter(Page::isHtml);
        if (!STATUSES.contains(response.getStatus()) || contentType.isEmpty()) {
            return sent;
        }
        Encoding encoding = Encoding.of(response.getHeader("Content-Encoding"));
        if (encoding == Encoding.OTHER) {
            log.tell(path, Finding.refused("not changed, because its content encoding is neither gzip nor none"));
            return sent;
        }
        byte[] bytes = encoding == Encoding.GZIP ? Gzip.unpack(sent, BufferingResponse.LIMIT) : sent;
        if (bytes.length > BufferingResponse.LIMIT) {
            return sent;
        }
        Outcome outcome = graft.apply(page(request, response, bytes, contentType.get()));
        if (outcome.changes() && isTransformForbidden(response)) {
            outcome = Outcome.refused("not changed, because its Cache-Control header has no-transform");
        }
        outcome.findings().forEach(finding -> log.tell(path, finding));
        if (!changing || !outcome.changes()) {
            return sent;
        }
        byte[] changed = Insertion.into(bytes, outcome.insertions());
        return encoding == Encoding.GZIP ? Gzip.pack(changed) : changed;
    }

    private static Page page(
            HttpServletRequest request, HttpServletResponse response, byte[] bytes, String contentType) {
        return new Page(
                new String(bytes, StandardCharsets.ISO_8859_1),
                contentType,
                headers(response, "Content-Security-Policy"),
                headers(response, "Permissions-Policy"),
                Optional.ofNullable(request.getHeader("Host")).orElse(""),
                request.getContextPath(),
                root(request));
    }

    /** By the address that the browser asked for, which shows a login page that was forwarded to, or is the page of an error. */
    private static String root(HttpServletRequest request) {
        String contextPath = request.getContextPath();
        String shown = Stream.of(RequestDispatcher.FORWARD_REQUEST_URI, RequestDispatcher.ERROR_REQUEST_URI)
                .map(request::getAttribute)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElseGet(request::getRequestURI);
        return RelativeAddress.rootFrom(contextPath, shown).orElse(contextPath + "/");
    }

    private static boolean isTransformForbidden(HttpServletResponse response) {
        return headers(response, "Cache-Control").stream()
                .anyMatch(header -> header.toLowerCase(Locale.ROOT).contains("no-transform"));
    }

    private static List<String> headers(HttpServletResponse response, String name) {
        return new ArrayList<>(response.getHeaders(name));
    }

    private enum Encoding {
        NONE,
        GZIP,
        OTHER;

        static Encoding of(String header) {
            String name = header == null ? "" : header.strip().toLowerCase(Locale.ROOT);
            return switch (name) {
                case "", "identity" -> NONE;
                case "gzip", "x-gzip" -> GZIP;
                default -> OTHER;
            };
        }
    }
}
