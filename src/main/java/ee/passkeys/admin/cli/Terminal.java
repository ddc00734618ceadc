// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the command line runs.
 *
 * @param out for results
 * @param err for complaints
 * @param environment finds a variable, or null
 * @param answer asks a question and returns the line, or null where there is no terminal
 * @param secret asks for a text that is not shown, or null where there is no terminal
 */
public record Terminal(
        PrintStream out,
        PrintStream err,
        Function<String, @Nullable String> environment,
        Function<String, @Nullable String> answer,
        Function<String, @Nullable String> secret) {

    /**
     * The terminal of this process.
     *
     * @return its streams, variables and console
     */
    @SuppressWarnings(
            "SystemConsoleNull") // it is null with Java 17 where there is no terminal, and reads nothing later
    public static Terminal ofProcess() {
        Console console = System.console();
        return new Terminal(
                System.out,
                System.err,
                System::getenv,
                question -> console == null ? null : console.readLine("%s", question),
                question -> console == null ? null : text(console.readPassword("%s", question)));
    }

    private static @Nullable String text(char @Nullable [] letters) {
        return letters == null ? null : new String(letters);
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isEmpty());
    }

    Optional<String> ask(String question) {
        return Optional.ofNullable(answer.apply(question));
    }

    Optional<String> askSecret(String question) {
        return Optional.ofNullable(secret.apply(question));
    }
}
