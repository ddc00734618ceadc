// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A run of the Maven that runs the tests.
 *
 * @param code the exit code
 * @param output what it printed
 */
public record Maven(int code, String output) {

    private static final int PATIENCE_MINUTES = 20;

    /** Runs it in the directory of a project, with some environment of its own. */
    public static Maven run(Path project, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile(Built.target(), "maven", ".txt");
        List<String> command = Stream.concat(Stream.of(program(), "-B", "-ntp"), arguments.stream())
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process maven = builder.start();
        try {
            assertThat(maven.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                    .as("ends")
                    .isTrue();
        } finally {
            maven.descendants().forEach(ProcessHandle::destroyForcibly);
            maven.destroyForcibly();
        }
        return new Maven(maven.exitValue(), Files.readString(log));
    }

    /** What it printed, after it has done what it was told. */
    public String succeeded() {
        assertThat(code).as(output).isZero();
        return output;
    }

    private static String program() {
        return Path.of(System.getProperty("passkeys.it.maven"), "bin", "mvn").toString();
    }
}
