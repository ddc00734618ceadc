// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.testkit.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WrongAddressesTest {

    private final MutableClock clock = new MutableClock();
    private final List<String> lines = new ArrayList<>();
    private final Logger logger = Logger.getLogger(WrongAddresses.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(record.getLevel() + " " + new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    @Test
    void areNamedWithThoseThatAreSetUp() {
        addresses(Map.of("passkeys.rp.id", "example.org")).refused("http://127.0.0.1:8080", "same-origin", "127.0.0.1");

        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("WARNING ")
                .contains("http://127.0.0.1:8080", "https://example.org", "passkeys.origins");
    }

    @Test
    void areToldOnceAMinuteHoweverOftenTheyCome() {
        WrongAddresses addresses = addresses(Map.of("passkeys.rp.id", "example.org"));
        for (int i = 0; i < 1000; i++) {
            addresses.refused("https://evil" + i + ".example", null, "example.org");
        }
        assertThat(lines).hasSize(1);

        clock.advance(Duration.ofMinutes(1));
        addresses.refused("https://evil.example", null, "example.org");

        assertThat(lines).hasSize(2);
    }

    @Test
    void forgeNoLineAndFillNoLog() {
        addresses(Map.of()).refused("a\r\nevent=signed-in " + "x".repeat(30_000), null, "example.org");

        assertThat(lines).singleElement().asString().hasSizeLessThan(600).doesNotContain("\n");
    }

    private WrongAddresses addresses(Map<String, String> values) {
        Settings settings = SettingsReader.read(SettingSource.of(values));
        return new WrongAddresses(settings, clock);
    }
}
