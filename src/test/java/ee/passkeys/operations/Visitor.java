// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static java.util.stream.Collectors.joining;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.ApiClient.Answer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A user of an application who writes down every byte that comes back, so that two visits can be compared. What differs from one visit to the
 * next, whatever the application does, is written as a word: its path, the address, the id of the session.
 */
final class Visitor {

    /** Of the connection and the clock. */
    private static final Set<String> UNTOLD = Set.of("date", "connection", "keep-alive", "transfer-encoding");

    private final URI root;
    private final ApiClient client;
    private final List<String> seen = new ArrayList<>();

    Visitor(URI root) {
        this.root = root;
        this.client = new ApiClient(root);
    }

    /** Their browser, for what is no part of the application. */
    ApiClient client() {
        return client;
    }

    /** Goes to a page. */
    Answer get(String path, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Accept", "text/html, */*"));
        return write("GET " + path, client.page(path, all.toArray(String[]::new)));
    }

    /** Sends a form. */
    Answer post(String path, Map<String, String> fields) {
        return write("POST " + path, client.form(path, new TreeMap<>(fields), "Accept", "text/html, */*"));
    }

    /** Everything that came back. */
    String seen() {
        return String.join("\n", seen);
    }

    private Answer write(String request, Answer answer) {
        HttpResponse<String> response = answer.response();
        String headers = response.headers().map().entrySet().stream()
                .filter(header -> !UNTOLD.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .map(header -> header.getKey().toLowerCase(Locale.ROOT) + ": " + header.getValue() + "\n")
                .sorted()
                .collect(joining());
        seen.add("== " + request + "\n" + response.statusCode() + "\n" + normal(headers) + "\n"
                + normal(response.body()));
        return answer;
    }

    private String normal(String text) {
        String path = root.getPath().replaceFirst("/$", "");
        return text.replace(root.getAuthority(), "{host}")
                .replace(path, "{path}")
                .replaceAll("(JSESSIONID(?:SSO)?=)[^;\\]\\s]+", "$1{session}");
    }
}
