// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.OldApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * What the jar adds to the start of an application that has CDI, JAX-RS and JPA of its own, and to what lives on the heap afterwards. A server
 * is started with the application and with the same application with the jar in turn; what counts is the time of the processor until both
 * pages have answered, at the second start, when there are tables. It prints figures and judges nothing.
 */
class StartBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final List<String> PAGES = List.of("notes", "api/greeting");

    @Test
    void onPayaraMicro() {
        compare("Payara Micro", (name, war) -> {
            PayaraMicroNode server =
                    PayaraMicroNode.fresh(name).withJvm(ServerProcess.lasting()).deploy(war);
            // It keeps what was deployed.
            return new Node(server, server::withOnly);
        });
    }

    @Test
    void onWildFly() {
        compare("WildFly", (name, war) -> {
            WildFlyNode server = WildFlyNode.fresh(name, "standalone.xml").with(ServerProcess.lasting());
            keepTheDatabase(server.configuration().resolve("standalone.xml"));
            war.as(ZipExporter.class)
                    .exportTo(server.deployments().resolve(war.getName()).toFile(), true);
            return new Node(server, () -> {});
        });
    }

    /** WildFly's example of a data source forgets all at the end. */
    private static void keepTheDatabase(Path model) {
        try {
            Files.writeString(
                    model,
                    Files.readString(model).replace("jdbc:h2:mem:test", "jdbc:h2:file:${jboss.server.data.dir}/test"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Node(ServerNode server, Runnable beforeTheSecondStart) {}

    private record Start(double cpuSeconds, double heapMegabytes, long classes) {}

    private static void compare(String name, BiFunction<String, WebArchive, Node> server) {
        List<Start> without = new ArrayList<>();
        List<Start> with = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            without.add(start(server.apply("start-" + name.replace(" ", "-"), application())));
            with.add(start(server.apply("start-" + name.replace(" ", "-"), Installed.into(application()))));
        }
        System.out.printf("%-14s %-8s %8s %9s %9s%n", name, "", "CPU s", "heap MB", "classes");
        print("without", without);
        print("with", with);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ratios.add(with.get(round).cpuSeconds() / without.get(round).cpuSeconds());
        }
        System.out.printf(
                "%-14s %-8s %8.2f   %s%n",
                "",
                "ratio",
                RequestCostBenchmark.median(ratios),
                ratios.stream().map(ratio -> String.format("%.2f", ratio)).collect(Collectors.joining(" ")));
    }

    private static void print(String what, List<Start> starts) {
        System.out.printf(
                "%-14s %-8s %8.2f %9.1f %9d%n",
                "",
                what,
                RequestCostBenchmark.median(
                        starts.stream().map(Start::cpuSeconds).toList()),
                RequestCostBenchmark.median(
                        starts.stream().map(Start::heapMegabytes).toList()),
                starts.get(0).classes());
    }

    private static WebArchive application() {
        return OldApplication.withPersistenceUnit()
                .addClasses(GreetingResource.class, GreetingResource.Greetings.class, GreetingResource.Resources.class);
    }

    private static Start start(Node node) {
        try (ServerNode server = node.server()) {
            server.start();
            server.kill();
            node.beforeTheSecondStart().run();
            server.start();
            ApiClient client = new ApiClient(server.root().resolve("notes/"));
            PAGES.forEach(
                    page -> assertThat(client.page(page).status()).as(page).isEqualTo(200));
            Duration cpu = server.cpuTime();
            return new Start(
                    cpu.toMillis() / 1e3, Heap.liveMegabytes(server.process()), Heap.classes(server.process()));
        }
    }
}
