// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import ee.passkeys.testkit.SoftAuthenticator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/**
 * Sign-ins without a pause on both servers, each with its own clients, for {@code -Dbenchmark.minutes}, by
 * {@code -Dbenchmark.clients}, on {@code -Dbenchmark.pool} connections at most. Each minute it prints what was
 * done and refused, what lives on the heap after a collection, and how many rows of spent ceremonies there are. It judges nothing.
 */
class LoadBenchmark {

    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("benchmark.minutes", 30));
    private static final int CLIENTS = Integer.getInteger("benchmark.clients", 32);
    private static final int USERS_OF_A_CLIENT = 4;

    private final SignIns signIns = new SignIns();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Test
    void onBothServers() throws Exception {
        try (PostgresqlServer ours = PostgresqlServer.start();
                PostgresqlServer others = PostgresqlServer.start();
                Contestant payara = ProductContestant.onPayaraMicro(ours);
                Contestant wildFly = ProductContestant.onWildFly(others)) {
            Map<Load, PostgresqlServer> loads = Map.of(new Load(payara), ours, new Load(wildFly), others);
            Instant begun = Instant.now();
            loads.keySet().forEach(load -> load.begin(begun.plus(LENGTH)));
            System.out.printf(
                    "%-8s %-14s %9s %7s %9s %7s%n", "minute", "server", "sign-ins", "errors", "heap MB", "spent");
            for (int minute = 1; minute <= LENGTH.toMinutes(); minute++) {
                TimeUnit.MILLISECONDS.sleep(Duration.between(Instant.now(), begun.plus(Duration.ofMinutes(minute)))
                        .toMillis());
                for (Map.Entry<Load, PostgresqlServer> load : loads.entrySet()) {
                    load.getKey().print(minute, load.getValue());
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private final class Load {

        private final Contestant contestant;
        private final List<List<SoftAuthenticator>> phones;
        private final LongAdder done = new LongAdder();
        private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();

        Load(Contestant contestant) {
            this.contestant = contestant;
            this.phones = SignIns.enroll(contestant, CLIENTS, USERS_OF_A_CLIENT);
        }

        void begin(Instant end) {
            for (List<SoftAuthenticator> own : phones) {
                threads.submit(() -> {
                    for (int i = 0; Instant.now().isBefore(end); i++) {
                        signIn(own.get(i % own.size()));
                    }
                });
            }
        }

        private void signIn(SoftAuthenticator phone) {
            try {
                signIns.signOut(contestant, signIns.signIn(contestant, phone));
                done.increment();
            } catch (Exception | AssertionError e) {
                errors.computeIfAbsent(String.valueOf(e.getMessage()), message -> new LongAdder())
                        .increment();
            }
        }

        void print(int minute, PostgresqlServer database) {
            System.out.printf(
                    "%-8d %-14s %9d %7d %9.1f %7d%n",
                    minute,
                    contestant.name(),
                    done.sum(),
                    errors.values().stream().mapToLong(LongAdder::sum).sum(),
                    Heap.liveMegabytes(contestant.process()),
                    database.rows("PASSKEY_SPENT_CEREMONY"));
            errors.forEach((message, times) -> System.out.println("  " + times + " times: " + message));
        }
    }
}
