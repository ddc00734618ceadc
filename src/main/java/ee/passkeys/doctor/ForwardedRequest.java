// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor;

import ee.passkeys.value.Origin;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Address of a request at the server, and at the proxy as the proxy reports it. It is told to nobody but who sent it, and decides nothing:
 * a client writes these headers as it likes.
 *
 * @param host what the client, else the proxy, says of the host and port, such as {@code shop.example.com:8443}
 * @param secure whether the server takes the connection for https
 * @param proxyProtocol {@code http} or {@code https} as a proxy says, or null
 * @param throughProxy whether a proxy has left any sign
 */
record ForwardedRequest(
        String host, boolean secure, @Nullable String proxyProtocol, boolean throughProxy) {

    private static final String FORWARDED = "Forwarded";

    static ForwardedRequest of(HttpServletRequest request) {
        String forwarded = first(request.getHeader(FORWARDED)).orElse("");
        String protocol = first(request.getHeader("X-Forwarded-Proto"))
                .or(() -> parameter("proto", forwarded))
                .orElse(null);
        String host = first(request.getHeader("X-Forwarded-Host"))
                .or(() -> parameter("host", forwarded))
                .or(() -> first(request.getHeader("Host")))
                .orElseGet(request::getServerName);
        boolean proxy = protocol != null || !forwarded.isEmpty() || request.getHeader("X-Forwarded-For") != null;
        return new ForwardedRequest(host, request.isSecure(), protocol, proxy);
    }

    /** Whether the browser came by https, as far as anybody says. */
    boolean byHttps() {
        return secure || "https".equalsIgnoreCase(proxyProtocol);
    }

    /** Where the browser was, by https or not; empty when what was said is no host. */
    Optional<Origin> origin(boolean https) {
        try {
            return Optional.of(new Origin((https ? "https://" : "http://") + withoutDefaultPort(https)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String withoutDefaultPort(boolean https) {
        return host.toLowerCase(Locale.ROOT).replaceFirst(https ? ":443$" : ":80$", "");
    }

    /** Each proxy adds what it knows behind a comma; the first is the one that the browser met. */
    private static Optional<String> first(@Nullable String header) {
        return Optional.ofNullable(header)
                .map(text -> text.split(",", 2)[0].strip())
                .filter(text -> !text.isEmpty());
    }

    /** <a href="https://www.rfc-editor.org/rfc/rfc7239#section-4">RFC 7239, §4. Forwarded HTTP Header Field</a>. */
    private static Optional<String> parameter(String name, String forwarded) {
        return Arrays.stream(forwarded.split(";"))
                .map(pair -> Pattern.compile("(?i)\\s*" + name + "\\s*=\\s*\"?([^\"]*)\"?\\s*")
                        .matcher(pair))
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst();
    }
}
