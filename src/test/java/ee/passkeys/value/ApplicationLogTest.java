// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApplicationLogTest {

    private static final Logger JDK = Logger.getLogger(ApplicationLogTest.class.getName());

    private final List<String> lines = new ArrayList<>();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        JDK.setUseParentHandlers(false);
        JDK.addHandler(handler);
    }

    @AfterEach
    void end() {
        JDK.removeHandler(handler);
        ApplicationLog.forgetName();
    }

    @Test
    void everyLineNamesTheApplication() {
        ApplicationLog.name("/it's {0}");
        System.Logger log = ApplicationLog.of(ApplicationLogTest.class);

        log.log(System.Logger.Level.WARNING, "plain {0}");
        log.log(System.Logger.Level.WARNING, "with {0}", "one");
        log.log(System.Logger.Level.WARNING, "thrown", new IllegalStateException());
        log.log(System.Logger.Level.WARNING, () -> "made");

        assertThat(lines)
                .containsExactly(
                        "[/it's {0}] plain {0}", "[/it's {0}] with one", "[/it's {0}] thrown", "[/it's {0}] made");
    }

    @Test
    void theApplicationAtTheRootIsNamedByASlash() {
        ApplicationLog.name("");

        ApplicationLog.of(ApplicationLogTest.class).log(System.Logger.Level.WARNING, "here");

        assertThat(lines).containsExactly("[/] here");
    }

    @Test
    void everyClassOfTheApplicationHasSuchALogger() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.toString().contains("/install/"))
                            .filter(ApplicationLogTest::makesAnother)
                            .map(file -> file.getFileName().toString()))
                    .containsExactly("ApplicationLog.java");
        }
    }

    private static boolean makesAnother(Path file) {
        try {
            return Files.readString(file).contains("System.getLogger(");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
