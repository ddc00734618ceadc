// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.testkit.TestPasskeys;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Numbers for monitoring")
class MetricsTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final Metrics metrics = new Metrics();

    @Test
    void countEventsByNameAndRefusalsByCode() {
        metrics.count(new PasskeyEvent.SignedIn(NOON, "ada", TestPasskeys.id(), true));
        metrics.count(new PasskeyEvent.SignedIn(NOON, "bob", TestPasskeys.id(), true));
        metrics.count(new PasskeyEvent.Refused(NOON, "authentication", "authentication-failed", "why"));

        assertThat(metrics.numbers())
                .containsEntry("passkeys_events_total{event=\"signed-in\"}", 2L)
                .containsEntry("passkeys_events_total{event=\"refused\",code=\"authentication-failed\"}", 1L)
                .hasSize(2);
    }

    @Test
    void haveTheFormOfPrometheus() {
        metrics.request("authentication/verify", 200, Duration.ofMillis(5));
        metrics.request("authentication/verify", 401, Duration.ofMillis(7));
        metrics.request("authentication/verify", 200, Duration.ofSeconds(9));
        metrics.gauge("passkeys_up", () -> 1);

        assertThat(metrics.prometheus()).isEqualTo("""
                        # TYPE passkeys_requests_total counter
                        passkeys_requests_total{path="authentication/verify",status="200"} 2
                        passkeys_requests_total{path="authentication/verify",status="401"} 1
                        # TYPE passkeys_up gauge
                        passkeys_up 1
                        # TYPE passkeys_request_seconds histogram
                        passkeys_request_seconds_bucket{path="authentication/verify",le="0.005"} 1
                        passkeys_request_seconds_bucket{path="authentication/verify",le="0.01"} 2
                        passkeys_request_seconds_bucket{path="authentication/verify",le="0.025"} 2
                        passkeys_request_seconds_bucket{path="authentication/verify",le="0.05"} 2
                        passkeys_request_seconds_bucket{path="authentication/verify",le="0.1"} 2
                        passkeys_request_seconds_bucket{path="authentication/verify",le="0.25"} 2
                        passkeys_request_seconds_bucket{path="authentication/verify",le="0.5"} 2
                        passkeys_request_seconds_bucket{path="authentication/verify",le="1.0"} 2
                        passkeys_request_seconds_bucket{path="authentication/verify",le="2.5"} 2
                        passkeys_request_seconds_bucket{path="authentication/verify",le="5.0"} 2
                        passkeys_request_seconds_bucket{path="authentication/verify",le="+Inf"} 3
                        passkeys_request_seconds_sum{path="authentication/verify"} 9.012
                        passkeys_request_seconds_count{path="authentication/verify"} 3
                        """);
    }

    @Test
    void doNotGrowWithWhatClientsSend() {
        for (int i = 0; i < 100; i++) {
            metrics.request("invented/" + i, 404, Duration.ZERO);
        }
        assertThat(metrics.numbers())
                .containsExactly(java.util.Map.entry("passkeys_requests_total{path=\"other\",status=\"404\"}", 100L));
    }

    @Test
    void areInJmxUntilTheApplicationGoes() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("ee.passkeys:type=Passkeys,application=\"/shop\"");
        metrics.gauge("passkeys_up", () -> 1);
        try (Jmx before = Jmx.numbers("/shop", metrics, new Health(new MutableClock()));
                Jmx jmx = Jmx.numbers("/shop", metrics, new Health(new MutableClock()))) {
            assertThat(jmx).isNotSameAs(before);
            assertThat(server.getAttribute(name, "Health")).isEqualTo("UP");
            assertThat(((TabularData) server.getAttribute(name, "Numbers")).size())
                    .isEqualTo(1);
        }
        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void tellHowWellItWorks() {
        MutableClock clock = new MutableClock();
        Health health = new Health(clock);
        assertThat(health.status()).isEqualTo(Health.Status.UP);
        clock.advance(Duration.ofSeconds(31));
        assertThat(health.status()).isEqualTo(Health.Status.DEGRADED);
        health.works(0);
        assertThat(health.status()).isEqualTo(Health.Status.UP);
        assertThat(health.reasons()).isEmpty();
        health.works(2);
        assertThat(health.status()).isEqualTo(Health.Status.DEGRADED);
        assertThat(health.reasons()).containsExactly("The audit table lacks 2 events, which are in the audit log.");
        health.fails();
        assertThat(health.status()).isEqualTo(Health.Status.DOWN);
        health.works(0);
        assertThat(health.status()).isEqualTo(Health.Status.UP);
    }
}
