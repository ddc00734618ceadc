// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Speaks the wire contract without a browser, with cookies of its own. */
public final class ApiClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CookieManager cookies;
    private final HttpClient http;
    private final URI root;
    private final String origin;

    /** Takes the application's root, with a slash at its end. */
    public ApiClient(URI root) {
        this(root, HttpClient.Version.HTTP_2, root.getScheme() + "://" + root.getAuthority());
    }

    private ApiClient(URI root, HttpClient.Version version, String origin) {
        this(root, version, origin, HttpClient.Builder.NO_PROXY, new CookieManager());
    }

    private ApiClient(URI root, HttpClient.Version version, String origin, ProxySelector proxy, CookieManager cookies) {
        this(root, origin, cookies, HttpClient.newBuilder().version(version).proxy(proxy));
    }

    private ApiClient(URI root, String origin, CookieManager cookies, HttpClient.Builder http) {
        this.cookies = cookies;
        this.http = http.cookieHandler(cookies).build();
        this.root = root;
        this.origin = origin;
    }

    /** Speaks TLS with a server whose certificate this context trusts, as a page of that origin does. */
    public static ApiClient overTls(String origin, URI root, SSLContext trusting) {
        return new ApiClient(
                root,
                origin,
                new CookieManager(),
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).sslContext(trusting));
    }

    /** Asks a server for a page of a host that no name server knows: the server is the proxy of it. */
    public static ApiClient at(String host, URI root) {
        return at(host, "https://" + host, root);
    }

    /** The same as a page of another origin does. */
    public static ApiClient at(String host, String origin, URI root) {
        return new ApiClient(
                URI.create("http://" + host + root.getPath()),
                HttpClient.Version.HTTP_1_1,
                origin,
                ProxySelector.of(new InetSocketAddress(root.getHost(), root.getPort())),
                origin.startsWith("https:") ? new CookiesOverTls() : new CookieManager());
    }

    /** The cookies of a client that speaks TLS with a proxy before the server. */
    public static CookieManager cookiesOverTls() {
        return new CookiesOverTls();
    }

    /** Speaks as proxies do: WildFly does not listen to what they say of the browser where HTTP/2 goes without TLS. */
    public static ApiClient throughProxy(URI root) {
        return new ApiClient(root, HttpClient.Version.HTTP_1_1, root.getScheme() + "://" + root.getAuthority());
    }

    /** Speaks as a page of another origin does. */
    public static ApiClient from(String origin, URI root) {
        return new ApiClient(root, HttpClient.Version.HTTP_2, origin);
    }

    /** What came back: status, headers, and the body as JSON where it is. */
    public record Answer(HttpResponse<String> response, JsonNode json) {

        public int status() {
            return response.statusCode();
        }

        public String code() {
            return json.path("code").asText();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public String origin() {
        return origin;
    }

    public List<String> cookieNames() {
        return cookies.getCookieStore().getCookies().stream()
                .map(HttpCookie::getName)
                .toList();
    }

    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /** Has the client send a cookie as if another application of the host had given it. */
    public void plant(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(root, cookie);
    }

    public Answer post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    public Answer post(String path, JsonNode body) {
        return post(path, body.toString());
    }

    public Answer patch(String path, String body) {
        return send(request(path).method("PATCH", BodyPublishers.ofString(body)));
    }

    public Answer delete(String path) {
        return send(request(path).method("DELETE", BodyPublishers.noBody()));
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(api(path)));
    }

    /** A request of one's own to an endpoint. */
    public Answer send(String path, String method, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api(path)).method(method, BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** A page or resource of the application, not of ours. */
    public Answer page(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Sends a form of the application, not of ours. */
    public Answer form(String path, Map<String, String> fields, String... headers) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin)
                .POST(BodyPublishers.ofString(form));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Sends the form of a login page, as a browser does. */
    public Answer formLogin(String name, String password) {
        return form("j_security_check", Map.of("j_username", name, "j_password", password));
    }

    /** Sends another body of the application. */
    public Answer submit(String path, String contentType, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path))
                .header("Content-Type", contentType)
                .header("Origin", origin)
                .POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public Answer newAccount(String name, SoftAuthenticator authenticator) {
        Answer begun = post("registration/options", object().put("name", name));
        return finish(
                "registration/verify", begun, authenticator.create(begun.json().path("publicKey"), origin));
    }

    /** Makes a passkey for who is signed in. */
    public Answer register(SoftAuthenticator authenticator) {
        Answer begun = post("registration/options", "{}");
        return finish(
                "registration/verify", begun, authenticator.create(begun.json().path("publicKey"), origin));
    }

    public Answer signIn(SoftAuthenticator authenticator) {
        Answer begun = post("authentication/options", "{}");
        return finish(
                "authentication/verify", begun, authenticator.get(begun.json().path("publicKey"), origin));
    }

    public Answer finish(String path, Answer begun, ObjectNode credential) {
        return post(path, answer(begun, credential));
    }

    public static ObjectNode answer(Answer begun, ObjectNode credential) {
        return answer(begun.json(), credential);
    }

    public static ObjectNode answer(JsonNode begun, ObjectNode credential) {
        ObjectNode body = object().put("ceremony", begun.path("ceremony").asText());
        body.set("credential", credential);
        return body;
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api(path))
                .header("Content-Type", "application/json")
                .header("Origin", origin);
    }

    private URI api(String path) {
        return root.resolve("passkeys/api/" + path);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response, json(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** The cookies of a browser that speaks TLS with a proxy: those for TLS alone come along. */
    private static final class CookiesOverTls extends CookieManager {

        @Override
        public void put(URI address, Map<String, List<String>> headers) throws IOException {
            Map<String, List<String>> plain = new HashMap<>(headers);
            plain.replaceAll((name, values) -> name.equalsIgnoreCase("Set-Cookie")
                    ? values.stream()
                            .map(value -> value.replaceAll("(?i);\\s*Secure\\b", ""))
                            .toList()
                    : values);
            super.put(address, plain);
        }
    }
}
