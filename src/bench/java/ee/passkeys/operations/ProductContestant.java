// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Suppliers;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.SoftAuthenticator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The demo on a server, its passkeys in PostgreSQL.
 *
 * @param name in the table
 * @param server which is started
 */
record ProductContestant(String name, ServerNode server) implements Contestant {

    private static final List<String> JVM =
            List.of("-Xmx1g", "-Dpasskeys.rate-limit.per-address=1000000", "-Dpasskeys.rate-limit.per-name=1000000");

    /** Of the pool of connections on each server, whose own default it is otherwise. */
    private static final Optional<Integer> MOST_CONNECTIONS = Optional.ofNullable(Integer.getInteger("benchmark.pool"));

    /** The demo with its sessions in memory, as those of the others are: without {@code <distributable/>}, servers do not write them for other nodes. */
    private static final Supplier<Path> DEMO = Suppliers.memoize(ProductContestant::demo);

    static Contestant onPayaraMicro(PostgresqlServer database) {
        PayaraMicroNode server = PayaraMicroNode.fresh("payara-login-benchmark");
        FasterProvider.give(server);
        server.environment(PayaraParameters.environment(database, server.root()))
                .environment(Map.of("PASSKEYS_DB_PASSWORD", PostgresqlServer.PASSWORD))
                .withJvm(jvm())
                .with("--addlibs", PayaraParameters.driver().toString())
                .with(PayaraParameters.commandFiles())
                .with("--deploy", DEMO.get().toString(), "--contextroot", "demo");
        MOST_CONNECTIONS.ifPresent(
                most -> server.types("set resources.jdbc-connection-pool.passkeys.max-pool-size=" + most));
        server.start();
        FasterProvider.assertUsed(server);
        return new ProductContestant("Payara Micro", server);
    }

    private static Path demo() {
        WebArchive demo =
                ShrinkWrap.createFromZipFile(WebArchive.class, Built.demo().toFile());
        try (InputStream descriptor = demo.get("WEB-INF/web.xml").getAsset().openStream()) {
            String text = new String(descriptor.readAllBytes(), StandardCharsets.UTF_8);
            Path war = Files.createDirectories(Built.target().resolve("bench")).resolve("demo.war");
            demo.setWebXML(new StringAsset(text.replace("<distributable/>", "")))
                    .as(ZipExporter.class)
                    .exportTo(war.toFile(), true);
            return war;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Also what {@code -Dbenchmark.jvm} says, for comparisons of one run with another. */
    private static String[] jvm() {
        Stream<String> chosen = Pattern.compile(" ")
                .splitAsStream(System.getProperty("benchmark.jvm", ""))
                .filter(option -> !option.isEmpty());
        return ServerProcess.lasting(Stream.concat(JVM.stream(), chosen).toArray(String[]::new));
    }

    static Contestant onWildFly(PostgresqlServer database) {
        WildFlyNode server =
                WildFlyNode.fresh("wildfly-login-benchmark", "standalone.xml").with(jvm());
        Map<String, String> parameters = WildFlyParameters.dataSource(database);
        parameters.putAll(WildFlyParameters.settings(new ApiClient(server.root()).origin()));
        List<String> scripts = List.of("data-source", "settings", "identity-stores");
        parameters.put("application.security-domain", "other");
        parameters.put("elytron.security-domain", "ApplicationDomain");
        FasterProvider.give(server);
        server.start();
        FasterProvider.use(server);
        server.scripts(
                scripts.stream()
                        .map(script -> Built.serverConfig().resolve("wildfly").resolve(script + ".cli"))
                        .toList(),
                parameters);
        MOST_CONNECTIONS.ifPresent(most -> server.cli(
                "/subsystem=datasources/data-source=Passkeys:write-attribute(name=max-pool-size,value=" + most + ")"));
        server.cli("reload");
        server.cli("deployment deploy-file " + DEMO.get() + " --name=demo.war --runtime-name=demo.war");
        FasterProvider.assertUsed(server);
        return new ProductContestant("WildFly", server);
    }

    @Override
    public ServerProcess process() {
        return server.process();
    }

    @Override
    public URI root() {
        return server.root().resolve("demo/");
    }

    @Override
    public void enroll(String user, SoftAuthenticator phone) {
        assertThat(new ApiClient(root()).newAccount(user, phone).status()).isEqualTo(201);
    }

    @Override
    public String optionsPath() {
        return "passkeys/api/authentication/options";
    }

    @Override
    public String verifyPath() {
        return "passkeys/api/authentication/verify";
    }

    @Override
    public JsonNode options(JsonNode answer) {
        return answer.path("publicKey");
    }

    @Override
    public ObjectNode body(JsonNode begun, ObjectNode credential) {
        return ApiClient.answer(begun, credential);
    }

    @Override
    public void close() {
        server.close();
    }
}
