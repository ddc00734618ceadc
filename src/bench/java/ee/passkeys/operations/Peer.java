// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.Maven;
import ee.passkeys.testkit.Pom;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A server that the product is compared with: that of a Maven project in {@code src/bench}, its tables in PostgreSQL. */
abstract class Peer implements Contestant {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Path directory;
    private final PostgresqlServer database;
    private final int port = Ports.free();
    private final HttpClient http = HttpClient.newHttpClient();
    private ServerProcess server;

    /** Builds it from the directory of its project. */
    Peer(String name, String project, PostgresqlServer database) {
        this.name = name;
        this.directory = Directories.empty(Built.target().resolve("bench").resolve(project));
        this.database = database;
        try {
            String library = Pom.of(Path.of("pom.xml")).text("properties/version.webauthn");
            Maven.run(
                            Path.of("src/bench").resolve(project).toAbsolutePath(),
                            Map.of(),
                            List.of("-q", "-Dbench.directory=" + directory, "-Dversion.webauthn=" + library, "package"))
                    .succeeded();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a jar of the build with system properties, and waits for a line of its log. */
    final Contestant start(String jar, List<String> properties, String started) {
        List<String> command = ServerProcess.java(List.of(ServerProcess.lasting()));
        command.add("-Xmx1g");
        command.addAll(properties.stream().map("-D"::concat).toList());
        command.addAll(List.of("-jar", directory.resolve(jar).toString()));
        server = ServerProcess.start(command, directory.resolve("server.log")).awaitLine(started);
        return this;
    }

    /** The port that it is to serve at. */
    final int port() {
        return port;
    }

    /** The database that it is to use, as {@link PostgresqlServer#USER}. */
    final PostgresqlServer database() {
        return database;
    }

    /** Changes its tables. */
    final void execute(String sql, Object... parameters) {
        try (Connection connection =
                        DriverManager.getConnection(database.url(), PostgresqlServer.USER, PostgresqlServer.PASSWORD);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request of one of its pages. */
    final HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root().resolve(path))
                .header("Content-Type", "application/json")
                .header("Origin", origin());
    }

    /** Sends one that has to succeed. */
    final HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode read(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(answer.body(), e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ServerProcess process() {
        return server;
    }

    @Override
    public URI root() {
        return URI.create("http://localhost:" + port + "/");
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
