// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * What a request of a signed-in user costs the server with the jar, and without. The same application runs on one server twice; the two are
 * asked in turn, and what counts is the time of the processor that the server's process takes. It prints ratios and judges nothing;
 * with {@code -Dbenchmark.profile=true}, also where the time goes.
 */
class RequestCostBenchmark {

    private static final int WARM_UP = Integer.getInteger("benchmark.warm-up", 20_000);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 21);
    private static final int REQUESTS = Integer.getInteger("benchmark.requests", 4_000);

    private final Profile profile = new Profile();

    /** A file that the server serves, a servlet behind a constraint, and one that everybody may use. */
    private static final List<String> PAGES = List.of("wrong.html", "user/who", "who");

    @Test
    void onPayaraMicro() {
        PayaraMicroNode server = PayaraMicroNode.fresh("payara-benchmark")
                .withJvm(ServerProcess.lasting())
                .user(OldApplicationJob.USER, OldApplicationJob.PASSWORD, OldApplicationJob.GROUP)
                .deploy(OldApplication.war("plain.war"))
                .deploy(Installed.into(OldApplication.war("passkeys.war")));
        measure(server, RequestCostBenchmark::byForm);
    }

    /** The comparison that is fair to applications of Jakarta Security: with a mechanism, and with CDI, on both sides. */
    @Test
    void onPayaraMicroWithAMechanism() {
        PayaraMicroNode server = PayaraMicroNode.fresh("payara-mechanism-benchmark")
                .withJvm(ServerProcess.lasting())
                .withJvm("-Dpasskeys.groups.remembered=true")
                .deploy(OldApplication.withMechanism("plain.war"))
                .deploy(Installed.into(OldApplication.withMechanism("passkeys.war")));
        measure(server, RequestCostBenchmark::byMechanism);
    }

    @Test
    void onWildFly() {
        WildFlyNode server = WildFlyNode.fresh("wildfly-benchmark", "standalone.xml")
                .with(ServerProcess.lasting())
                .user(OldApplicationJob.USER, OldApplicationJob.PASSWORD, OldApplicationJob.GROUP);
        put(OldApplication.war("plain.war"), server.deployments());
        put(Installed.into(OldApplication.war("passkeys.war")), server.deployments());
        measure(server, RequestCostBenchmark::byForm);
    }

    private static void put(WebArchive war, Path deployments) {
        war.as(ZipExporter.class).exportTo(deployments.resolve(war.getName()).toFile(), true);
    }

    private void measure(ServerNode server, Consumer<ApiClient> password) {
        try (server) {
            server.start();
            ApiClient plain = byPassword(server, "plain/", password);
            Map<String, ApiClient> others = new LinkedHashMap<>();
            others.put("password", byPassword(server, "passkeys/", password));
            others.put("passkey", byPasskey(server, password));
            System.out.printf("%-12s %-10s %12s %12s %8s%n", "page", "login", "without", "with", "ratio");
            for (String page : PAGES) {
                others.forEach((login, client) -> compare(server, page, login, plain, client));
            }
            profile.print();
        }
    }

    private void compare(ServerNode server, String page, String login, ApiClient plain, ApiClient other) {
        ask(plain, page, WARM_UP);
        ask(other, page, WARM_UP);
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            boolean plainFirst = round % 2 == 0;
            if (plainFirst) {
                without.add(microsPerRequest(server, plain, page, page + " without"));
            }
            with.add(microsPerRequest(server, other, page, page + " with a " + login));
            if (!plainFirst) {
                without.add(microsPerRequest(server, plain, page, page + " without"));
            }
            ratios.add(with.get(round) / without.get(round));
        }
        System.out.printf(
                "%-12s %-10s %9.1f us %9.1f us %8.3f%n", page, login, median(without), median(with), median(ratios));
    }

    private double microsPerRequest(ServerNode server, ApiClient client, String page, String what) {
        profile.begin(server.process());
        long before = server.cpuTime().toNanos();
        ask(client, page, REQUESTS);
        double micros = (server.cpuTime().toNanos() - before) / 1_000.0 / REQUESTS;
        profile.end(what, server.process());
        return micros;
    }

    private static void ask(ApiClient client, String page, int times) {
        IntStream.range(0, times)
                .forEach(i -> assertThat(client.page(page).status()).isEqualTo(200));
    }

    static double median(List<Double> values) {
        return values.stream().sorted(Comparator.naturalOrder()).toList().get(values.size() / 2);
    }

    private static ApiClient byPassword(ServerNode server, String path, Consumer<ApiClient> password) {
        ApiClient client = new ApiClient(server.root().resolve(path));
        password.accept(client);
        assertThat(client.page("user/who").response().body()).isEqualTo("bob true");
        return client;
    }

    private static void byForm(ApiClient client) {
        assertThat(client.page("user/who", "Accept", "text/html").status()).isEqualTo(200);
        assertThat(client.form(
                                "j_security_check",
                                Map.of("j_username", OldApplicationJob.USER, "j_password", OldApplicationJob.PASSWORD))
                        .status())
                .isBetween(302, 303);
    }

    private static void byMechanism(ApiClient client) {
        assertThat(client.page("who?name=" + OldApplicationJob.USER).status()).isEqualTo(200);
    }

    private static ApiClient byPasskey(ServerNode server, Consumer<ApiClient> password) {
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(byPassword(server, "passkeys/", password).register(phone).status())
                .isEqualTo(201);
        ApiClient client = new ApiClient(server.root().resolve("passkeys/"));
        assertThat(client.signIn(phone).status()).isEqualTo(200);
        return client;
    }
}
