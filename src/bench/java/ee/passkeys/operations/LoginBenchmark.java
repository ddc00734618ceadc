// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.SoftAuthenticator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a sign-in by passkey costs, beside Spring Security and others. All servers run at once, are warm, and are asked in turn; what counts is the
 * time of the processor that the process of a server takes, and the ratios within one round. It prints figures and judges nothing.
 * {@code -Dbenchmark.contestants=spring,wildfly} leaves the others out; {@code -Dbenchmark.profile=true} prints as well where the time goes,
 * and {@code -Dbenchmark.provider=accp.jar} gives our servers a {@link FasterProvider}.
 */
class LoginBenchmark {

    private static final int WARM_UP = Integer.getInteger("benchmark.warm-up", 8_000);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final int REQUESTS = Integer.getInteger("benchmark.requests", 3_000);
    private static final int CLIENTS = Integer.getInteger("benchmark.clients", 8);
    private static final int USERS_OF_A_CLIENT = 20;

    private final SignIns signIns = new SignIns();
    private final Profile profile = new Profile();

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

    /** Each by its name in {@code benchmark.contestants}; the ratios of all rounds refer to the first that takes part. */
    private static final Map<String, Function<PostgresqlServer, Contestant>> CONTESTANTS = new LinkedHashMap<>();

    static {
        CONTESTANTS.put("spring", SpringContestant::start);
        CONTESTANTS.put("quarkus", QuarkusContestant::start);
        CONTESTANTS.put("bare", BareContestant::start);
        CONTESTANTS.put("payara", ProductContestant::onPayaraMicro);
        CONTESTANTS.put("wildfly", ProductContestant::onWildFly);
    }

    @Test
    void besideOthers() throws Exception {
        String all = String.join(",", CONTESTANTS.keySet());
        List<String> chosen =
                List.of(System.getProperty("benchmark.contestants", all).split(","));
        assertThat(CONTESTANTS.keySet()).containsAll(chosen);
        try {
            start(CONTESTANTS.keySet().stream().filter(chosen::contains).toList(), List.of());
        } finally {
            clients.shutdownNow();
        }
        profile.print();
    }

    /** Starts the first of the names, then the others, and compares all. */
    private void start(List<String> names, List<Contestant> started) throws Exception {
        if (names.isEmpty()) {
            compare("sign-in", started, signIns::signIn);
            compare("options", started, signIns::begin);
            return;
        }
        try (PostgresqlServer database = PostgresqlServer.start();
                Contestant next = CONTESTANTS.get(names.get(0)).apply(database)) {
            List<Contestant> all = new ArrayList<>(started);
            all.add(next);
            start(names.subList(1, names.size()), all);
        }
    }

    private final Map<String, List<List<SoftAuthenticator>>> phones = new LinkedHashMap<>();

    private void compare(String what, List<Contestant> all, Step step) throws Exception {
        for (Contestant contestant : all) {
            phones.computeIfAbsent(contestant.name(), name -> SignIns.enroll(contestant, CLIENTS, USERS_OF_A_CLIENT));
            run(contestant, WARM_UP, step);
        }
        Map<String, List<Double>> costs = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Contestant contestant : all) {
                profile.begin(contestant.process());
                long before = contestant.cpuTime().toNanos();
                run(contestant, REQUESTS, step);
                double millis = (contestant.cpuTime().toNanos() - before) / 1e6 / REQUESTS;
                costs.computeIfAbsent(contestant.name(), name -> new ArrayList<>())
                        .add(millis);
                profile.end(what + ", " + contestant.name(), contestant.process());
            }
        }
        List<String> peers = all.stream()
                .filter(Peer.class::isInstance)
                .map(Contestant::name)
                .toList();
        Map<String, Double> medians = new LinkedHashMap<>();
        costs.forEach((name, each) -> medians.put(name, RequestCostBenchmark.median(each)));
        print(what, costs, medians, peers.isEmpty() ? List.of(all.get(0).name()) : peers);
        Chart.write("cost-of-" + what, "Processor time in ms: " + what, medians);
    }

    private static void print(
            String what, Map<String, List<Double>> costs, Map<String, Double> medians, List<String> peers) {
        String columns =
                peers.stream().map(peer -> String.format("%18s", "/ " + peer)).collect(Collectors.joining());
        System.out.printf("%-10s %-16s %10s%s   / %s in all rounds%n", what, "server", "CPU ms", columns, peers.get(0));
        costs.forEach((name, each) -> System.out.printf(
                "%-10s %-16s %10.3f%s   %s%n",
                "",
                name,
                medians.get(name),
                peers.stream()
                        .map(peer ->
                                String.format("%18.2f", RequestCostBenchmark.median(ratios(each, costs.get(peer)))))
                        .collect(Collectors.joining()),
                ratios(each, costs.get(peers.get(0))).stream()
                        .map(ratio -> String.format("%.2f", ratio))
                        .collect(Collectors.joining(" "))));
    }

    private static List<Double> ratios(List<Double> ofOne, List<Double> ofOther) {
        return IntStream.range(0, ofOne.size())
                .mapToObj(round -> ofOne.get(round) / ofOther.get(round))
                .toList();
    }

    private void run(Contestant contestant, int times, Step step) throws Exception {
        List<Callable<Void>> work = new ArrayList<>();
        for (List<SoftAuthenticator> own : phones.get(contestant.name())) {
            work.add(() -> {
                for (int i = 0; i < times / CLIENTS; i++) {
                    step.take(contestant, own.get(i % own.size()));
                }
                return null;
            });
        }
        for (Future<Void> done : clients.invokeAll(work)) {
            done.get();
        }
    }

    /** What is measured. */
    @FunctionalInterface
    private interface Step {
        void take(Contestant contestant, SoftAuthenticator phone) throws IOException, InterruptedException;
    }
}
