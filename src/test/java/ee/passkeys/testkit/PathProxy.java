// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A proxy that shows an application at another path, and changes the path of its cookies and nothing else: what the application says of its own
 * path in a header or in a page is wrong behind it.
 */
public final class PathProxy implements AutoCloseable {

    private static final Set<String> OF_CONNECTION =
            Set.of("connection", "upgrade", "http2-settings", "host", "content-length", "transfer-encoding");

    private final URI application;
    private final String path;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private PathProxy(URI application, String path, HttpServer server) {
        this.application = application;
        this.path = path;
        this.server = server;
    }

    /** Stands before an application, whose root ends in a slash. */
    public static PathProxy before(URI application) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 50);
            return on(server, "/portal/", application);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shows an application at a path of a server that is made and not started. */
    static PathProxy on(HttpServer server, String path, URI application) {
        PathProxy proxy = new PathProxy(application, path, server);
        server.setExecutor(proxy.threads);
        server.createContext(path, proxy::serve);
        server.start();
        return proxy;
    }

    /** Where it shows the application. */
    public URI root() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpResponse<byte[]> answer = http.send(request(exchange), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!isOfConnection(name)) {
                    values.forEach(value -> exchange.getResponseHeaders().add(name, shown(name, value)));
                }
            });
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestURI().toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(application + asked.substring(path.length())))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!isOfConnection(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private String shown(String name, String value) {
        String own = application.getPath().replaceFirst("/$", "");
        return name.equalsIgnoreCase("Set-Cookie") && !own.isEmpty()
                ? value.replaceFirst("(?i)(; *path=)" + own + "/?(?=;|$)", "$1" + path)
                : value;
    }

    private static boolean isOfConnection(String name) {
        return name.startsWith(":") || OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
    }
}
