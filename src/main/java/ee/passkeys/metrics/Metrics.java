// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.metrics;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.api.PasskeyEvent.Refused;
import ee.passkeys.value.OneInstance;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * Numbers of one application on this node since its start: events, requests and their times, and what parts tell of themselves. No number
 * says anything of a user, and nothing that a client sends becomes a name.
 *
 * <p>Safe for use by many threads.
 */
@OneInstance
public class Metrics {

    /** Endpoints that are counted by their path. */
    private static final Set<String> PATHS = Set.of(
            "registration/options",
            "registration/verify",
            "authentication/options",
            "authentication/verify",
            "token",
            "recovery/use");

    private static final String OTHER = "other";

    /** Those of events, such as {@code signed-in}. */
    private static final ClassValue<String> NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> event) {
            return event.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        }
    };

    /** Bounds of the histogram, in milliseconds. */
    private static final long[] BOUNDS = {5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000};

    private static final double MILLIS = 1000;
    private static final double NANOS = 1_000_000_000;

    private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
    private final Map<String, Times> times = new ConcurrentHashMap<>();
    private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();

    /** Counts nothing yet. */
    public Metrics() {}

    /** How long requests to an endpoint took. */
    private static final class Times {

        /** One for each bound, and one for all that took longer. */
        private final List<LongAdder> buckets = LongStream.rangeClosed(0, BOUNDS.length)
                .mapToObj(bound -> new LongAdder())
                .toList();

        private final LongAdder nanos = new LongAdder();

        void add(Duration time) {
            int bucket = Arrays.binarySearch(BOUNDS, time.toMillis());
            buckets.get(bucket < 0 ? -bucket - 1 : bucket).increment();
            nanos.add(time.toNanos());
        }
    }

    /**
     * Counts an event.
     *
     * @param event what happened
     */
    public void count(PasskeyEvent event) {
        String name = NAMES.get(event.getClass());
        String code = event instanceof Refused refused ? ",code=\"" + refused.code() + "\"" : "";
        count("passkeys_events_total{event=\"" + name + "\"" + code + "}");
    }

    /**
     * Counts a request.
     *
     * @param path the path of the endpoint, such as {@code authentication/verify}
     * @param status the status of the answer
     * @param time how long it took
     */
    public void request(String path, int status, Duration time) {
        String known = PATHS.contains(path) ? path : OTHER;
        count("passkeys_requests_total{path=\"" + known + "\",status=\"" + status + "\"}");
        times.computeIfAbsent(known, any -> new Times()).add(time);
    }

    private void count(String series) {
        counters.computeIfAbsent(series, any -> new LongAdder()).increment();
    }

    /**
     * Has a part tell a number of itself.
     *
     * @param name the name of the number, such as {@code passkeys_audit_rows_lost_total}
     * @param number asked whenever the numbers are read
     */
    public void gauge(String name, LongSupplier number) {
        gauges.put(name, number);
    }

    /**
     * Returns all numbers but those of times.
     *
     * @return by name and labels, in order
     */
    public Map<String, Long> numbers() {
        Map<String, Long> numbers = new TreeMap<>();
        counters.forEach((series, count) -> numbers.put(series, count.sum()));
        gauges.forEach((name, number) -> numbers.put(name, number.getAsLong()));
        return numbers;
    }

    /**
     * Writes all numbers.
     *
     * @return in the text format of Prometheus
     * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
     */
    public String prometheus() {
        StringBuilder text = new StringBuilder();
        String last = "";
        for (Map.Entry<String, Long> number : numbers().entrySet()) {
            String name = number.getKey().replaceFirst("\\{.*", "");
            if (!name.equals(last)) {
                text.append("# TYPE ").append(name).append(name.endsWith("_total") ? " counter\n" : " gauge\n");
                last = name;
            }
            text.append(number.getKey()).append(' ').append(number.getValue()).append('\n');
        }
        text.append("# TYPE passkeys_request_seconds histogram\n");
        new TreeMap<>(times).forEach((path, measured) -> write(path, measured, text));
        return text.toString();
    }

    private static void write(String path, Times measured, StringBuilder text) {
        String label = "{path=\"" + path + "\"";
        long count = 0;
        for (int i = 0; i <= BOUNDS.length; i++) {
            count += measured.buckets.get(i).sum();
            String bound = i == BOUNDS.length ? "+Inf" : String.valueOf(BOUNDS[i] / MILLIS);
            text.append("passkeys_request_seconds_bucket")
                    .append(label)
                    .append(",le=\"")
                    .append(bound)
                    .append("\"} ")
                    .append(count)
                    .append('\n');
        }
        text.append("passkeys_request_seconds_sum")
                .append(label)
                .append("} ")
                .append(measured.nanos.sum() / NANOS)
                .append('\n');
        text.append("passkeys_request_seconds_count")
                .append(label)
                .append("} ")
                .append(count)
                .append('\n');
    }
}
