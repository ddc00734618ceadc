// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a page: the file in {@code WEB-INF/pages} within the common frame. What stands in double braces is replaced by a value, as text.
 */
final class Page {

    private static final Pattern FIELD = Pattern.compile("\\{\\{([a-z-]+)}}");
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final HttpServletRequest request;
    private final Map<String, String> html = new HashMap<>();

    /**
     * A page.
     *
     * @param title what the browser's tab says
     */
    Page(HttpServletRequest request, String title) {
        this.request = request;
        with("context", request.getContextPath());
        with("title", title);
        boolean signedIn = request.getUserPrincipal() != null;
        with("name", signedIn ? request.getUserPrincipal().getName() : "");
        showWhen("guest", !signedIn);
        showWhen("member", signedIn);
        showWhen("administrator", request.isUserInRole(Accounts.ADMIN));
    }

    /** Puts a text where the field is. */
    Page with(String field, String text) {
        html.put(field, escape(text));
        return this;
    }

    /** Puts rows where the field is, each made of the file by its own values. */
    Page withRows(String field, String file, Iterable<Map<String, String>> rows) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Map<String, String> row : rows) {
            Map<String, String> values = new HashMap<>(html);
            row.forEach((name, text) -> values.put(name, escape(text)));
            all.append(fill(read(file), values));
        }
        html.put(field, all.toString());
        return this;
    }

    /** Makes the field the attribute {@code hidden} unless it is to be shown. */
    Page showWhen(String field, boolean shown) {
        html.put(field, shown ? "" : "hidden");
        return this;
    }

    void send(HttpServletResponse response, String file) throws IOException {
        html.put("body", fill(read(file), html));
        byte[] page = fill(read("frame.html"), html).getBytes(UTF_8);
        response.setContentType("text/html; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }

    private String read(String file) throws IOException {
        try (InputStream in = request.getServletContext().getResourceAsStream("/WEB-INF/pages/" + file)) {
            if (in == null) {
                throw new FileNotFoundException(file);
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static String fill(String template, Map<String, String> values) {
        return FIELD.matcher(template).replaceAll(match -> {
            String value = values.get(match.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no value for " + match.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
