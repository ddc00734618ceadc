// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import ee.passkeys.testkit.SoftAuthenticator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a sign-in by passkey costs, beside Spring Security. All servers run at once, are warm, and are asked in turn; what counts is the time of
 * the processor that the process of a server takes, and the ratio within one round. It prints figures and judges nothing.
 * {@code -Dbenchmark.profile=true} prints as well where the time goes.
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

    @Test
    void besideSpringSecurity() throws Exception {
        try (PostgresqlServer ours = PostgresqlServer.start();
                PostgresqlServer others = PostgresqlServer.start();
                PostgresqlServer springs = PostgresqlServer.start();
                Contestant spring = SpringContestant.start(springs);
                Contestant payara = ProductContestant.onPayaraMicro(ours);
                Contestant wildFly = ProductContestant.onWildFly(others)) {
            List<Contestant> all = List.of(spring, payara, wildFly);
            compare("sign-in", all, signIns::signIn);
            compare("options", all, signIns::begin);
        } finally {
            clients.shutdownNow();
        }
        profile.print();
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
                Instant from = Instant.now();
                long before = contestant.cpuTime().toNanos();
                run(contestant, REQUESTS, step);
                double millis = (contestant.cpuTime().toNanos() - before) / 1e6 / REQUESTS;
                costs.computeIfAbsent(contestant.name(), name -> new ArrayList<>())
                        .add(millis);
                profile.add(what, contestant.name(), from);
            }
        }
        print(what, costs, all.get(0).name());
    }

    private static void print(String what, Map<String, List<Double>> costs, String first) {
        System.out.printf("%-10s %-16s %10s %8s   %s%n", what, "server", "CPU ms", "ratio", "ratios of all rounds");
        costs.forEach((name, each) -> {
            List<Double> ratios = IntStream.range(0, each.size())
                    .mapToObj(round -> each.get(round) / costs.get(first).get(round))
                    .toList();
            System.out.printf(
                    "%-10s %-16s %10.3f %8.2f   %s%n",
                    "",
                    name,
                    RequestCostBenchmark.median(each),
                    RequestCostBenchmark.median(ratios),
                    ratios.stream().map(ratio -> String.format("%.2f", ratio)).collect(Collectors.joining(" ")));
        });
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
