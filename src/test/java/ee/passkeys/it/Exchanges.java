// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Clients of one application whose exchanges with it are written down, each with what came back byte for byte, so that those with another
 * application can be compared. What no two answers have in common is written as a word: the path, the id of the session, the time.
 */
final class Exchanges {

    private static final Set<String> OF_THE_CONNECTION = Set.of("date", "connection", "keep-alive", ":status");

    /** In place of an answer that the server breaks off; the client sends nothing more then. */
    static final String BROKEN_OFF = "broken off";

    /** Longer than any answer takes that is not broken off. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long an answer is waited for that was broken off for a like client before. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> written = new LinkedHashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final URI root;

    /** Takes the application's root, with a slash at its end. */
    Exchanges(URI root) {
        this.root = root;
    }

    /** What came back, by what was sent. */
    Map<String, String> written() {
        return written;
    }

    /** A client that nobody knows. */
    Client guest(String name) {
        return new Client(name);
    }

    /** One client, with a session of its own. */
    final class Client {

        private final String name;
        private String session = "";
        private String location = "";
        private int sent;
        private boolean brokenOff;
        private boolean signsIn;

        private Client(String name) {
            this.name = name;
        }

        /** Sends a request; a body is a form. */
        Client send(String method, String path, String body, String... headers) {
            return send(method + " " + path, method, path, body, headers);
        }

        private Client send(String what, String method, String path, String body, String... headers) {
            BodyPublisher publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(root.resolve(path)).method(method, publisher);
            if (!body.isEmpty() && !List.of(headers).contains("Content-Type")) {
                request.header("Content-Type", "application/x-www-form-urlencoded");
            }
            for (int i = 0; i < headers.length; i += 2) {
                if (!headers[i + 1].isEmpty()) {
                    request.header(headers[i], headers[i + 1]);
                }
            }
            if (!session.isEmpty()) {
                request.header("Cookie", "JSESSIONID=" + session);
            }
            if (brokenOff) {
                return this;
            }
            signsIn |= path.contains("security_check");
            written.put(place() + ": " + what + " " + String.join("=", headers), answerTo(request.build()));
            sent++;
            return this;
        }

        /** The request that comes next, among those of all clients of this name. */
        private String place() {
            return name + " " + (sent + 1);
        }

        /** Goes where it was led to. */
        Client follow(String... headers) {
            return location.isEmpty()
                    ? this
                    : send("where it leads", "GET", location.replaceFirst(";jsessionid=[^?]*", ""), "", headers);
        }

        private String answerTo(HttpRequest request) {
            Duration patience = silent.contains(place()) ? MOMENT : PATIENCE;
            CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, BodyHandlers.ofString());
            try {
                // The body as well: Payara leaves some without an end.
                return write(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
            } catch (ExecutionException | TimeoutException e) {
                answer.cancel(true);
                brokenOff = true;
                silent.add(place());
                return BROKEN_OFF;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** At which of the requests of a sign-in the session gets another id is left to the application. */
        private boolean isNewId(String header) {
            return header.equals("set-cookie") && signsIn && !session.isEmpty();
        }

        private String write(HttpResponse<String> answer) {
            StringBuilder text = new StringBuilder(answer.statusCode() + "\n");
            new TreeMap<>(answer.headers().map()).forEach((header, values) -> {
                String lower = header.toLowerCase(Locale.ROOT);
                if (!OF_THE_CONNECTION.contains(lower) && !isNewId(lower)) {
                    text.append(normal(lower + ": " + values)).append('\n');
                }
            });
            location = answer.headers().firstValue("Location").orElse("");
            for (String cookie : answer.headers().allValues("Set-Cookie")) {
                if (cookie.startsWith("JSESSIONID=")) {
                    session = cookie.substring("JSESSIONID=".length(), cookie.indexOf(';'));
                }
            }
            return text.append(normal(answer.body())).toString();
        }
    }

    private String normal(String text) {
        return text.replace(root.getPath(), "{path}/")
                .replace(root.getPath().replaceFirst("/$", ""), "{path}")
                .replace(root.getAuthority(), "{host}")
                .replaceAll("((?:JSESSIONID)=|;jsessionid=)[^;\"?#\\]\\s]+", "$1{id}")
                .replaceAll("(last-modified|etag): .*", "$1");
    }
}
