// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import ee.passkeys.config.AppearanceSettings;
import ee.passkeys.it.Browser;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * An application at {@code /shop} for a browser, without an application server: our files as the servlet sends them, the pages of a test,
 * and endpoints that answer what the test says. To be closed.
 */
final class Stage implements AutoCloseable {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String FILES = "/shop/passkeys";
    private static final String ENDPOINTS = FILES + "/api/";

    /** A ceremony of either kind, as the server begins it. */
    static final String BEGUN = """
            {"ceremony":"c","publicKey":{"challenge":"AAAAAAAAAAAAAAAAAAAAAA","timeout":300000,"rpId":"localhost",
             "rp":{"id":"localhost","name":"Shop"},"user":{"id":"AQ","name":"ada","displayName":"Ada"},
             "pubKeyCredParams":[{"type":"public-key","alg":-7}]}}""";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Queue<String> visits = new ConcurrentLinkedQueue<>();
    private volatile PageServlet servlet = new PageServlet();

    /** What an endpoint was asked. */
    record Call(String endpoint, String body) {}

    private record Answer(int status, String json, Map<String, String> headers) {}

    /** An endpoint that answers as the server does. */
    interface Endpoint {

        /** Takes the host that was asked, and the body. */
        String answer(String host, String body) throws Exception;
    }

    Stage() throws IOException {
        this(HttpServer.create(ANY_PORT, 0));
    }

    /** By https, for browsers that trust the certificate. */
    Stage(SSLContext certificate) throws IOException {
        this(https(certificate));
    }

    private Stage(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        reset();
    }

    private static HttpServer https(SSLContext certificate) throws IOException {
        HttpsServer server = HttpsServer.create(ANY_PORT, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate));
        return server;
    }

    /** Ceremonies begin and end well, nobody is signed in, and there are no pages. */
    void reset() {
        pages.clear();
        answers.clear();
        endpoints.clear();
        calls.clear();
        servlet = new PageServlet();
        answer("POST registration/options", 200, BEGUN);
        answer("POST authentication/options", 200, BEGUN);
        answer("POST registration/verify", 201, passkey("one", "Passkey"));
        answer("POST authentication/verify", 200, "{\"name\":\"ada\",\"returnTo\":\"/shop/arrived\"}");
        answer("GET session", 401, "{\"code\":\"not-signed-in\"}");
        page("arrived", "<!DOCTYPE html><title>Arrived</title><h1>Arrived</h1>");
    }

    static String passkey(String id, String label) {
        return "{\"id\":\"" + id + "\",\"rpId\":\"example.com\",\"label\":\"" + label
                + "\",\"createdAt\":\"2026-11-01T10:00:00Z\",\"transports\":[],"
                + "\"backupEligible\":true,\"backedUp\":true}";
    }

    /** The same, of the user with the handle {@code AQ}. */
    static String owned(String id) {
        return passkey(id, "Laptop").replace("\"label\"", "\"userHandle\":\"AQ\",\"label\"");
    }

    /** From now on the files are those of an operator who wants them so. */
    void look(AppearanceSettings appearance) {
        look(false, appearance);
    }

    /** The same, with recovery codes or without. */
    void look(boolean recoveryCodes, AppearanceSettings appearance) {
        servlet = new PageServlet("", recoveryCodes, appearance, request -> false);
    }

    /** From now on every request is one of an administrator. */
    void administrate() {
        servlet = new PageServlet("", false, AppearanceSettings.DEFAULT, request -> true);
    }

    void page(String path, String html) {
        pages.put("/shop/" + path, html);
    }

    /** The well-known files at the root of every host. */
    void wellKnown(Map<String, String> files) {
        pages.putAll(files);
    }

    /** The well-known files at the root of one host. */
    void wellKnown(String host, Map<String, String> files) {
        files.forEach((path, file) -> pages.put("//" + host + path, file));
    }

    /** From now on the endpoint does that. Where it throws, the answer is 400. */
    void endpoint(String endpoint, Endpoint does) {
        endpoints.put(endpoint, does);
    }

    /** From now on the endpoint, such as {@code GET session}, answers that. */
    void answer(String endpoint, int status, String json) {
        answers.put(endpoint, new Answer(status, json, Map.of()));
    }

    /** The same, with a header. */
    void answer(String endpoint, int status, String json, String header, String value) {
        answers.put(endpoint, new Answer(status, json, Map.of(header, value)));
    }

    /** How often a path was asked for, whether or not there is anything. */
    long visits(String path) {
        return visits.stream().filter(path::equals).count();
    }

    List<Call> calls(String endpoint) {
        return calls.stream().filter(call -> call.endpoint().equals(endpoint)).toList();
    }

    /** The only call of an endpoint, once it has come. */
    Call awaitCall(Browser browser, String endpoint) {
        browser.until(() -> !calls(endpoint).isEmpty(), "a call of " + endpoint);
        return calls(endpoint).get(0);
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI at(String path) {
        return URI.create("http://localhost:" + port() + "/shop/").resolve(path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            visits.add(path);
            if (path.startsWith(ENDPOINTS)) {
                call(exchange, exchange.getRequestMethod() + " " + path.substring(ENDPOINTS.length()));
            } else if (page(exchange, path) != null) {
                send(
                        exchange,
                        200,
                        path.startsWith("/.well-known/") ? "application/json" : "text/html; charset=utf-8",
                        page(exchange, path));
            } else if (path.startsWith(FILES)) {
                file(exchange, path.substring(FILES.length()));
            } else {
                send(exchange, 404, "text/plain", "");
            }
        }
    }

    private void call(HttpExchange exchange, String endpoint) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(new Call(endpoint, body));
        if (endpoints.containsKey(endpoint)) {
            does(exchange, endpoints.get(endpoint), body);
            return;
        }
        Answer answer = answers.getOrDefault(endpoint, new Answer(404, "{\"code\":\"not-found\"}", Map.of()));
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        send(exchange, answer.status(), "application/json", answer.json());
    }

    private static void does(HttpExchange exchange, Endpoint endpoint, String body) throws IOException {
        try {
            send(exchange, 200, "application/json", endpoint.answer(host(exchange), body));
        } catch (Exception e) {
            send(exchange, 400, "application/problem+json", "{\"code\":\"malformed-request\"}");
        }
    }

    private String page(HttpExchange exchange, String path) {
        return pages.getOrDefault("//" + host(exchange) + path, pages.get(path));
    }

    private static String host(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("Host")).split(":")[0];
    }

    private void file(HttpExchange exchange, String path) throws IOException {
        try {
            Exchange answer = Exchange.get(path).with(servlet);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            send(exchange, answer.status(), String.valueOf(answer.header("Content-Type")), answer.body());
        } catch (ServletException e) {
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, status == 204 || body.length == 0 ? -1 : body.length);
        if (status != 204 && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
