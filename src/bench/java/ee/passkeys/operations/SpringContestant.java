// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.SoftAuthenticator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Spring Boot with the passkeys of Spring Security, all stores in PostgreSQL. */
final class SpringContestant implements Contestant {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "four-candles";

    private final PostgresqlServer database;
    private final ServerProcess server;
    private final URI root;
    private final HttpClient http = HttpClient.newHttpClient();

    private SpringContestant(PostgresqlServer database, ServerProcess server, URI root) {
        this.database = database;
        this.server = server;
        this.root = root;
    }

    static Contestant start(PostgresqlServer database) {
        Path directory = Directories.empty(Built.target().resolve("bench/spring"));
        List<String> maven = List.of(
                Path.of(System.getProperty("passkeys.it.maven"), "bin", "mvn").toString(),
                "-B",
                "-q",
                "-f",
                Path.of("src/bench/spring/pom.xml").toAbsolutePath().toString(),
                "-Dbench.directory=" + directory,
                "package");
        run(maven);
        int port = Ports.free();
        List<String> command = ServerProcess.java(List.of("-XX:TieredStopAtLevel=4"));
        command.addAll(Profile.jvm("Spring Security"));
        command.addAll(List.of(
                "-Xmx1g",
                "-jar",
                directory.resolve("spring.jar").toString(),
                "--server.port=" + port,
                "--spring.main.log-startup-info=true",
                "--logging.level.ee.passkeys.bench=INFO",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + PostgresqlServer.USER,
                "--spring.datasource.password=" + PostgresqlServer.PASSWORD));
        ServerProcess server = ServerProcess.start(command, Map.of(), directory.resolve("server.log"))
                .awaitLine("Started SpringServer");
        return new SpringContestant(database, server, URI.create("http://localhost:" + port + "/"));
    }

    private static void run(List<String> command) {
        try {
            int code = new ProcessBuilder(new ArrayList<>(command))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(code).as(String.join(" ", command)).isZero();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return "Spring Security";
    }

    @Override
    public ServerProcess process() {
        return server;
    }

    @Override
    public URI root() {
        return root;
    }

    @Override
    public void enroll(String user, SoftAuthenticator phone) {
        execute("INSERT INTO users VALUES (?, '{noop}" + PASSWORD + "', TRUE)", user);
        execute("INSERT INTO authorities VALUES (?, 'ROLE_USER')", user);
        HttpResponse<String> begun = post(user, "webauthn/register/options", "");
        String cookie = begun.headers().firstValue("Set-Cookie").orElse("").split(";")[0];
        ObjectNode credential = phone.create(read(begun.body()), origin());
        ObjectNode body = ApiClient.object();
        body.putObject("publicKey").put("label", "phone").set("credential", credential);
        HttpResponse<String> made = post(user, "webauthn/register", body.toString(), "Cookie", cookie);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    }

    private HttpResponse<String> post(String user, String path, String body, String... headers) {
        String basic = Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes(UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path))
                .header("Content-Type", "application/json")
                .header("Origin", origin())
                .header("Authorization", "Basic " + basic)
                .POST(BodyPublishers.ofString(body));
        try {
            return http.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql, String parameter) {
        try (Connection connection =
                        DriverManager.getConnection(database.url(), PostgresqlServer.USER, PostgresqlServer.PASSWORD);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(json, e);
        }
    }

    @Override
    public String optionsPath() {
        return "webauthn/authenticate/options";
    }

    @Override
    public String verifyPath() {
        return "login/webauthn";
    }

    @Override
    public JsonNode options(JsonNode answer) {
        return answer;
    }

    @Override
    public ObjectNode body(JsonNode begun, ObjectNode credential) {
        return credential;
    }

    @Override
    public void close() {
        server.close();
    }
}
