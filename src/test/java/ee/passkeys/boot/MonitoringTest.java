// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.audit.AuditRecorder;
import ee.passkeys.audit.AuditTrail;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.credential.Journal;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions;
import ee.passkeys.credential.jpa.TestStores;
import ee.passkeys.metrics.Health;
import ee.passkeys.metrics.Jmx;
import ee.passkeys.metrics.Metrics;
import ee.passkeys.testkit.MutableClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.MBeanAttributeInfo;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** A rule about a number that nobody writes never fires. */
@ParameterizedClass
@ArgumentsSource(TestStores.class)
@DisplayName("The files for Prometheus and Grafana")
class MonitoringTest {

    private static final Path FOLDER = Path.of("server-config/monitoring");

    private final MutableClock clock = new MutableClock();
    private final Metrics metrics = new Metrics();
    private final JpaPasskeyTransactions store;

    MonitoringTest(TestStores.Opener stores) {
        this.store = stores.open(Journal.NONE, clock);
    }

    @BeforeEach
    void haveAllNumbers() {
        metrics.request("authentication/verify", 200, Duration.ofMillis(5));
        metrics.count(new PasskeyEvent.Refused(clock.instant(), "authentication", "authentication-failed", "why"));
        AuditRecorder audit = new AuditRecorder(
                SettingsReader.read(SettingSource.of(Map.of("passkeys.rp.id", "shop.example")))
                        .audit(),
                "/shop",
                new AuditTrail.Source("here", Optional::empty, Optional::empty),
                new SecureRandom(),
                clock);
        Housekeeping.addGauges(metrics, audit, store, new Health(clock));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void nameNumbersThatThereAre() throws IOException {
        assertThat(names("alerts.yml")).isNotEmpty().isSubsetOf(written());
        assertThat(names("dashboard.json")).isNotEmpty().isSubsetOf(written());
    }

    @Test
    void nameEventsThatThereAre() throws IOException {
        Set<String> events = Arrays.stream(PasskeyEvent.class.getPermittedSubclasses())
                .map(type -> type.getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(labels("event")).isNotEmpty().isSubsetOf(events);
    }

    @Test
    void nameEndpointsThatAreCounted() throws IOException {
        Set<String> paths = labels("path");
        assertThat(paths).isNotEmpty();
        for (String path : paths) {
            metrics.request(path, 404, Duration.ZERO);
            assertThat(metrics.numbers()).containsKey("passkeys_requests_total{path=\"" + path + "\",status=\"404\"}");
        }
    }

    @Test
    void useLabelsThatTheirNumberHas() throws IOException {
        Set<String> labels = new TreeSet<>(Set.of("instance", "le"));
        found("(\\w+)=\"", metrics.prometheus()).forEach(labels::add);

        for (String expression : expressions()) {
            for (String list : found("by \\(([^)]*)\\)", expression)) {
                assertThat(list.split(", ?")).as(expression).isSubsetOf(labels);
            }
            assertThat(found("(\\w+)!?=~?\"", expression)).as(expression).isSubsetOf(labels);
        }
    }

    @Test
    void nameTheBeanOfJmx() throws Exception {
        String readme = Files.readString(FOLDER.resolve("README.md")).replace("\n", " ");
        Set<String> names = found("`(ee\\.passkeys:type=[^`]+)`", readme);
        assertThat(names).hasSize(1);

        try (Jmx jmx = Jmx.numbers("/shop", metrics, new Health(clock))) {
            assertThat(jmx).isNotNull();
            ObjectName bean = new ObjectName(names.iterator().next());

            assertThat(ManagementFactory.getPlatformMBeanServer()
                            .getMBeanInfo(bean)
                            .getAttributes())
                    .extracting(MBeanAttributeInfo::getName)
                    .allMatch(attribute -> readme.contains("`" + attribute + "`"));
        }
    }

    @Test
    void areExplainedNumberByNumber() throws IOException {
        String readme = Files.readString(FOLDER.resolve("README.md"));

        for (String name : written()) {
            String end = name.replaceFirst("^passkeys_(database|audit)", "").replaceFirst("_(bucket|sum|count)$", "");
            assertThat(readme).contains(end);
        }
    }

    /** Names as Prometheus sees them. */
    private Set<String> written() {
        return found("(?m)^(passkeys_\\w+)", metrics.prometheus());
    }

    private static Set<String> names(String file) throws IOException {
        return found("(passkeys_\\w+)", Files.readString(FOLDER.resolve(file)));
    }

    private static Set<String> labels(String label) throws IOException {
        return expressions().stream()
                .flatMap(expression -> found("\\b" + label + "=\"([^\"]+)", expression).stream())
                .collect(Collectors.toSet());
    }

    private static List<String> expressions() throws IOException {
        JsonNode dashboard =
                new ObjectMapper().readTree(FOLDER.resolve("dashboard.json").toFile());
        List<String> expressions = dashboard.findValuesAsText("expr");
        String alerts = Files.readString(FOLDER.resolve("alerts.yml"));
        expressions.addAll(found("(?s)expr: >?(.*?)\n +(?:for|labels):", alerts));
        return expressions;
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
