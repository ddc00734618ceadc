// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ee.passkeys.testkit.SoftAuthenticator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Sign-ins by passkey at the servers of a comparison. */
final class SignIns {

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // A server that waits for its turn closes connections after 20 or 30 seconds.
        System.setProperty("jdk.httpclient.keepalive.timeout", "5");
    }

    /** The JDK's client would offer each server a change to HTTP/2, which costs those that take it. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Makes users. Each client has its own, so that none waits for another. */
    static List<List<SoftAuthenticator>> enroll(Contestant contestant, int clients, int usersOfAClient) {
        List<List<SoftAuthenticator>> all = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            List<SoftAuthenticator> own = new ArrayList<>();
            for (int user = 0; user < usersOfAClient; user++) {
                SoftAuthenticator phone = new SoftAuthenticator();
                contestant.enroll("user-" + client + "-" + user, phone);
                own.add(phone);
            }
            all.add(own);
        }
        return all;
    }

    /** Asks for options only. */
    void begin(Contestant contestant, SoftAuthenticator phone) throws IOException, InterruptedException {
        send(contestant, contestant.begin());
    }

    /**
     * With fresh cookies, as a browser that comes for the first time.
     *
     * @return the answer, with the cookie of the session
     */
    HttpResponse<String> signIn(Contestant contestant, SoftAuthenticator phone)
            throws IOException, InterruptedException {
        HttpResponse<String> begun = send(contestant, contestant.begin());
        JsonNode answer = JSON.readTree(begun.body());
        String body = contestant
                .body(answer, phone.get(contestant.options(answer), contestant.origin()))
                .toString();
        HttpRequest.Builder end = HttpRequest.newBuilder(contestant.root().resolve(contestant.verifyPath()))
                .POST(BodyPublishers.ofString(body));
        String cookies = cookies(begun);
        if (!cookies.isEmpty()) {
            end.header("Cookie", cookies);
        }
        return send(contestant, end);
    }

    /** Ends the session that a sign-in at the demo began. */
    void signOut(Contestant contestant, HttpResponse<String> signedIn) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(contestant.root().resolve("sign-out"))
                .header("Origin", contestant.origin())
                .header("Cookie", cookies(signedIn))
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(302);
    }

    /** What a browser sends with the next request. */
    static String cookies(HttpResponse<?> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";")[0])
                .collect(Collectors.joining("; "));
    }

    private HttpResponse<String> send(Contestant contestant, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        request.header("Content-Type", "application/json").header("Origin", contestant.origin());
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer;
    }
}
