// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Collectors;

/** A client without a browser, with cookies of its own, that does not follow redirects. */
final class Http {

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    /** Asks as a browser does that goes to a page. */
    HttpResponse<String> get(URI address) {
        return get(address, "text/html, */*");
    }

    HttpResponse<String> get(URI address, String accept) {
        return send(HttpRequest.newBuilder(address).header("Accept", accept));
    }

    /** Sends a form as a page of the same site would. */
    HttpResponse<String> post(URI address, Map<String, String> fields) {
        return post(address, fields, origin(address));
    }

    HttpResponse<String> post(URI address, Map<String, String> fields, String origin) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin)
                .POST(BodyPublishers.ofString(form)));
    }

    /** Sends a body as a browser does that goes to a page with it. */
    HttpResponse<String> submit(URI address, String contentType, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Accept", "text/html, */*")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Sends JSON as a page's script would. */
    HttpResponse<String> postJson(URI address, String json) {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Origin", origin(address))
                .POST(BodyPublishers.ofString(json)));
    }

    private static String origin(URI address) {
        return "http://" + address.getAuthority();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
