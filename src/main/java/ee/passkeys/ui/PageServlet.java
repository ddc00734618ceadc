// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import ee.passkeys.config.AppearanceSettings;
import ee.passkeys.value.Lazy;
import ee.passkeys.value.RelativeAddress;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves "My passkeys", the sign-in page, the page for who has no passkey yet, that of administrators, and the scripts that both they and the
 * application's own pages use. It is made for the mapping {@code /passkeys/*}, and works under any: the files refer to each other relatively.
 */
public final class PageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String LOGIN = "/login";
    private static final String SIGN_IN = "/sign-in";

    /** What follows {@code ../} in an address leads to no other host, whatever it is; these lead to no place outside the application. */
    private static final Pattern BELOW_HOME = Pattern.compile("(?!.*\\.\\.)[\\x21-\\x7e&&[^\\\\]]*");

    private static final Pattern SEEN_FROM_ROOT = Pattern.compile("((?:^|&)returnTo=)\\.(?:/|%2[fF])");
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** An image that is opened by its own address is a document, in which nothing runs. */
    private static final String IMAGE_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private static final String PERMISSIONS_POLICY =
            "publickey-credentials-get=(self), publickey-credentials-create=(self)";

    private final String hostLogin;
    private final transient Predicate<HttpServletRequest> administrators;
    private final transient Lazy<PageFiles> files;

    /** Makes a servlet with our own sign-in page, and with no page for administrators. */
    public PageServlet() {
        this("", false, AppearanceSettings.DEFAULT, request -> false);
    }

    /**
     * Makes a servlet that hands visitors of our sign-in page on to the application's.
     *
     * @param hostLogin path of the host's sign-in page in the application, such as {@code /login.xhtml}; our own page is served when
     *     it is empty or names our own
     * @param recoveryCodes whether users may have recovery codes
     * @param appearance what users see on the pages
     * @param administrators whether the caller of a request is an administrator; for all others there is no page of administrators
     */
    public PageServlet(
            String hostLogin,
            boolean recoveryCodes,
            AppearanceSettings appearance,
            Predicate<HttpServletRequest> administrators) {
        this.hostLogin = hostLogin;
        this.administrators = administrators;
        this.files = new Lazy<>(() -> new PageFiles(recoveryCodes, appearance));
        if (appearance.hasFiles()) {
            // What is wrong with them is told at the start, not when the first user comes.
            files.get();
        }
    }

    /**
     * Answers GET and HEAD for the files of the table, and leads by {@code /sign-in} to the way to sign in that is usual in the
     * application.
     *
     * @param request any request below the mapping
     * @param response its answer: a file, 302, 304, 404, or 405 for other methods
     * @throws IOException when the client does not take the answer
     * @throws ServletException when the container cannot ask for a sign-in
     */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        String method = request.getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (request.getPathInfo() == null) {
            redirect(request, response, request.getContextPath() + request.getServletPath() + "/");
        } else if (belongsToHost(request)) {
            redirect(request, response, hostLoginFor(request));
        } else if (SIGN_IN.equals(request.getPathInfo())) {
            signIn(request, response);
        } else {
            serve(request, response);
        }
    }

    // The container asks as it does for any page that needs a sign-in, and comes back here.
    private static void signIn(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setHeader("Cache-Control", "no-store");
        if (request.authenticate(response)) {
            String target = request.getParameter("returnTo");
            redirect(
                    request,
                    response,
                    target != null && BELOW_HOME.matcher(target).matches() ? "../" + target : "./");
        }
    }

    private boolean belongsToHost(HttpServletRequest request) {
        return LOGIN.equals(request.getPathInfo())
                && !hostLogin.isEmpty()
                && !hostLogin.equals(request.getServletPath() + LOGIN);
    }

    // The query goes along: it says where to return to. The application's page may not know how its application is seen
    // there.
    private String hostLoginFor(HttpServletRequest request) {
        String contextPath = request.getContextPath();
        String page = contextPath + hostLogin;
        if (request.getQueryString() == null) {
            return page;
        }
        String root = "$1" + Matcher.quoteReplacement(URLEncoder.encode(contextPath + "/", UTF_8));
        String query = SEEN_FROM_ROOT.matcher(request.getQueryString()).replaceFirst(root);
        return page + (hostLogin.contains("?") ? "&" : "?") + query;
    }

    // Not sendRedirect: that makes the address absolute, with a host and a path that a proxy may have changed.
    private static void redirect(HttpServletRequest request, HttpServletResponse response, String target) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Location", RelativeAddress.from(request.getContextPath(), request.getRequestURI(), target));
        response.setStatus(HttpServletResponse.SC_FOUND);
    }

    private void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<PageFile> found =
                files.get().at(request.getPathInfo(), request.getServerName()).filter(file -> isFor(request));
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        PageFile file = found.get();
        if (file.isPage()) {
            setPageHeaders(response);
            send(file, request, response);
        } else {
            serveAsset(file, request, response);
        }
    }

    private boolean isFor(HttpServletRequest request) {
        return !PageFiles.isForAdministrators(request.getPathInfo()) || administrators.test(request);
    }

    private static void setPageHeaders(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Permissions-Policy", PERMISSIONS_POLICY);
    }

    private static void serveAsset(PageFile file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (file.isImage()) {
            response.setHeader("Content-Security-Policy", IMAGE_SECURITY_POLICY);
        }
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", file.entityTag());
        if (EntityTags.match(request.getHeader("If-None-Match"), file.entityTag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            send(file, request, response);
        }
    }

    private static void send(PageFile file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(file.contentType());
        response.setContentLength(file.length());
        if (request.getMethod().equals("GET")) {
            file.writeTo(response.getOutputStream());
        }
    }
}
