// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.ApiClient.Answer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A user of an application who writes down what comes back, so that two visits can be compared byte for byte. What differs from one visit to
 * the next, whatever the application does, is written as a word: its path, the address, the id of the session, the state of a view.
 */
final class Visitor {

    /** Of the connection and the clock, and where the length is that of the body. */
    private static final Set<String> UNTOLD =
            Set.of("date", "connection", "keep-alive", "transfer-encoding", "content-length");

    /** Of a page that is refused, some servers do not say that it is kept out of caches; with us there they do. */
    private static final Set<String> UNTOLD_OF_REFUSALS = Set.of("cache-control", "pragma", "expires");

    private final URI root;
    private final ApiClient client;
    private final List<String> seen;
    private final Set<String> cookies;

    Visitor(URI root) {
        this(root, new ArrayList<>(), new TreeSet<>());
    }

    private Visitor(URI root, List<String> seen, Set<String> cookies) {
        this.root = root;
        this.client = new ApiClient(root);
        this.seen = seen;
        this.cookies = cookies;
    }

    /** The same on another day, with another browser. */
    Visitor later() {
        return new Visitor(root, seen, cookies);
    }

    /** Their browser, for what is no part of the application. */
    ApiClient client() {
        return client;
    }

    /** Goes to a page. */
    Answer get(String path, String... headers) {
        List<String> all = new ArrayList<>(List.of("Accept", "text/html, */*"));
        all.addAll(List.of(headers));
        return write("GET " + path, client.page(path, all.toArray(String[]::new)));
    }

    /** Sends a form. */
    Answer post(String path, Map<String, String> fields) {
        return write("POST " + path, client.form(path, new TreeMap<>(fields), "Accept", "text/html, */*"));
    }

    /** Sends JSON as a program does. */
    Answer send(String path, String json, String authorization) {
        String up = "../../" + path;
        return write(
                "POST " + path,
                client.send(up, "POST", json, "Content-Type", "application/json", "Authorization", authorization));
    }

    /** Everything that came back. When a session is begun, or gets another id, is left to the server; how its cookie is set is not. */
    String seen() {
        return String.join("\n", seen) + "\n" + String.join("\n", cookies);
    }

    private Answer write(String request, Answer answer) {
        StringBuilder text = new StringBuilder("== " + normal(request) + "\n" + answer.status() + "\n");
        new TreeMap<>(answer.response().headers().map()).forEach((name, values) -> {
            if (name.equalsIgnoreCase("set-cookie")) {
                values.forEach(value -> cookies.add(normal(value)));
            } else if (isTold(name.toLowerCase(Locale.ROOT), answer.status())) {
                text.append(normal(name.toLowerCase(Locale.ROOT) + ": " + values + "\n"));
            }
        });
        seen.add(text + "\n" + normal(answer.response().body()));
        return answer;
    }

    private static boolean isTold(String header, int status) {
        return !UNTOLD.contains(header) && !(status == 403 && UNTOLD_OF_REFUSALS.contains(header));
    }

    private String normal(String text) {
        return text.replace(root.getAuthority(), "{host}")
                .replace(root.getPath().replaceFirst("/$", ""), "{path}")
                .replaceAll("((?:JSESSIONID|SUPPORT)=|;jsessionid=)[^;\"?#\\]\\s]+", "$1{id}")
                .replaceAll("(Max-Age=\\d+; Expires=)[^;\\]]*", "$1{date}")
                .replaceAll("(last-modified|etag): .*", "$1")
                .replaceAll("(name=\"jakarta\\.faces\\.ViewState\"[^>]*value=\")[^\"]*", "$1{view}");
    }
}
