// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.SoftAuthenticator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whether the time of an answer tells that a name has passkeys. Names with and without are asked for in turn, so that whatever else the machine
 * does meets both alike; the times are compared by their ranks (Mann and Whitney), which no outlier moves. It prints figures and judges
 * nothing: below 2 the score tells nothing, and what a network adds hides more.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-username-enumeration">§14.6.2. Username Enumeration</a>
 */
class NameBenchmark {

    private static final int WARM_UP = Integer.getInteger("benchmark.warm-up", 8_000);
    private static final int PAIRS = Integer.getInteger("benchmark.pairs", 5_000);
    private static final int NAMES = 50;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void ofKnownAndUnknownUsers() throws Exception {
        try (PostgresqlServer ours = PostgresqlServer.start();
                PostgresqlServer others = PostgresqlServer.start();
                Contestant payara = ProductContestant.onPayaraMicro(ours);
                Contestant wildFly = ProductContestant.onWildFly(others)) {
            for (Contestant contestant : List.of(payara, wildFly)) {
                compare(contestant);
            }
        }
    }

    private void compare(Contestant contestant) throws IOException, InterruptedException {
        for (int i = 0; i < NAMES; i++) {
            contestant.enroll(known(i), new SoftAuthenticator());
        }
        for (int i = 0; i < WARM_UP / 2; i++) {
            microseconds(contestant, known(i));
            microseconds(contestant, unknown(i));
        }
        List<Double> known = new ArrayList<>();
        List<Double> unknown = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            // Neither is always the one that comes second.
            List<IntFunction<String>> both = i % 2 == 0
                    ? List.of(NameBenchmark::known, NameBenchmark::unknown)
                    : List.of(NameBenchmark::unknown, NameBenchmark::known);
            double first = microseconds(contestant, both.get(0).apply(i));
            double second = microseconds(contestant, both.get(1).apply(i));
            known.add(i % 2 == 0 ? first : second);
            unknown.add(i % 2 == 0 ? second : first);
        }
        System.out.printf(
                "names      %-16s known %.0f µs, unknown %.0f µs (medians of %d), score %.2f%n",
                contestant.name(),
                RequestCostBenchmark.median(known),
                RequestCostBenchmark.median(unknown),
                PAIRS,
                score(known, unknown));
    }

    private static String known(int number) {
        return "known-" + number % NAMES;
    }

    private static String unknown(int number) {
        return "knowm-" + number % NAMES;
    }

    private double microseconds(Contestant contestant, String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(contestant.root().resolve(contestant.optionsPath()))
                .header("Content-Type", "application/json")
                .header("Origin", contestant.origin())
                .POST(BodyPublishers.ofString("{\"name\":\"" + name + "\"}"))
                .build();
        long begun = System.nanoTime();
        int status = http.send(request, BodyHandlers.ofString()).statusCode();
        double taken = (System.nanoTime() - begun) / 1e3;
        assertThat(status).isEqualTo(200);
        return taken;
    }

    /** How many standard deviations the sum of the ranks of one sample is away from what chance gives; positive where it is the slower. */
    static double score(List<Double> one, List<Double> other) {
        record Time(double value, boolean ofOne) {}
        List<Time> all = new ArrayList<>();
        one.forEach(value -> all.add(new Time(value, true)));
        other.forEach(value -> all.add(new Time(value, false)));
        all.sort((a, b) -> Double.compare(a.value(), b.value()));
        double ranks = IntStream.range(0, all.size())
                .filter(i -> all.get(i).ofOne())
                .mapToDouble(i -> i + 1)
                .sum();
        double n = one.size();
        double m = other.size();
        double expected = n * (n + m + 1) / 2;
        return (ranks - expected) / Math.sqrt(n * m * (n + m + 1) / 12);
    }
}
