// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import ee.passkeys.config.ApplicationSource;
import ee.passkeys.config.InvalidConfigException;
import ee.passkeys.config.Setting;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.install.zip.Output;
import ee.passkeys.install.zip.RefusedException;
import ee.passkeys.wellknown.WellKnownWar;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Command that writes a WAR with the well-known files, for the root of a host whose application is elsewhere. */
final class WellKnownCommand {

    static final String NAME = "wellknown";

    /** What the files are made of. The rest may name files of another machine. */
    private static final List<String> KEYS = Stream.of(
                    Setting.RP_ID, Setting.RP_NAME, Setting.ORIGINS, Setting.ANDROID_PACKAGES, Setting.IOS_APPS)
            .map(Setting::key)
            .toList();

    private @Nullable Path settings;
    private @Nullable Path output;
    private String context = "";
    private boolean force;

    private WellKnownCommand() {}

    /**
     * Runs it.
     *
     * @param words the words behind the name of the command
     */
    static void run(List<String> words, PrintStream out) throws UsageException, RefusedException, IOException {
        WellKnownCommand command = new WellKnownCommand();
        command.read(new ArrayDeque<>(words));
        command.write(out);
    }

    private void read(Deque<String> left) throws UsageException {
        while (!left.isEmpty()) {
            String word = left.pop();
            switch (word) {
                case "-o", "--output" -> output = Arguments.path(value(word, left));
                case "--settings" -> settings = Arguments.path(value(word, left));
                case "--context" -> context = context(value(word, left));
                case "--force" -> force = true;
                default -> throw new UsageException("Unknown option " + word + ".");
            }
        }
    }

    private void write(PrintStream out) throws UsageException, RefusedException, IOException {
        if (settings == null || output == null) {
            throw new UsageException("wellknown needs --settings and -o.");
        }
        Settings read = read(settings);
        byte[] war = WellKnownWar.of(read, context);
        Output file = Output.of(settings, Optional.of(output), "", force);
        file.write(channel -> Channels.newOutputStream(channel).write(war));
        out.println("Wrote " + file.file() + ". Deploy it at the root of "
                + read.relyingParty().id() + ", and again after each change of these settings: "
                + String.join(", ", KEYS) + ".");
    }

    private Settings read(Path file) throws RefusedException, IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(file + " is no properties file: " + e.getMessage());
        }
        Map<String, String> values = new HashMap<>();
        ApplicationSource source = new ApplicationSource(SettingSource.of(texts(properties)), context);
        KEYS.forEach(key -> source.get(key).ifPresent(value -> values.put(key, value)));
        values.put(Setting.ON_INVALID_SETTINGS.key(), "fail");
        try {
            Settings read = SettingsReader.read(SettingSource.of(values));
            if (read.relyingParty().development()) {
                throw new RefusedException(file + " has no " + Setting.RP_ID.key() + ".");
            }
            return read;
        } catch (InvalidConfigException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> texts(Properties properties) {
        Map<String, String> texts = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return texts;
    }

    private static String value(String option, Deque<String> left) throws UsageException {
        return Arguments.next(left, option + " needs a value.");
    }

    private static String context(String word) throws UsageException {
        if (!word.matches("(/[A-Za-z0-9._~-]+)*/?")) {
            throw new UsageException("Invalid context path: " + word);
        }
        return word.replaceFirst("/$", "");
    }
}
