// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import static java.util.Objects.requireNonNull;

import ee.passkeys.config.ApplicationSource;
import ee.passkeys.config.InvalidConfigException;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.config.Setting;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.install.zip.Output;
import ee.passkeys.install.zip.RefusedException;
import ee.passkeys.wellknown.WellKnownFiles;
import ee.passkeys.wellknown.WellKnownWar;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Command that writes the well-known files, or a WAR with them, for the root of a host whose application is elsewhere. */
final class WellKnownCommand {

    static final String NAME = "wellknown";

    /** What the files are made of. The rest may name files of another machine. */
    private static final List<String> KEYS = Stream.of(
                    Setting.RP_ID,
                    Setting.RP_ID_PREVIOUS,
                    Setting.RP_NAME,
                    Setting.ORIGINS,
                    Setting.ANDROID_PACKAGES,
                    Setting.IOS_APPS)
            .map(Setting::key)
            .toList();

    /** The same of hosts that have relying parties of their own. */
    private static final Set<Setting> OF_HOSTS =
            Set.of(Setting.RP_ID_HOST, Setting.RP_ID_PREVIOUS_HOST, Setting.RP_NAME_HOST, Setting.ORIGINS_HOST);

    private @Nullable Path settings;
    private @Nullable Path output;
    private Optional<String> rpId = Optional.empty();
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
                case "--rp-id" -> rpId = Optional.of(value(word, left));
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
        RelyingPartySettings relyingParty = relyingParty(read);
        String use;
        if (Files.isDirectory(output)) {
            writeFiles(output, WellKnownFiles.of(relyingParty, read.apps(), context));
            use = "Wrote " + output.resolve(".well-known") + ". Serve its files as application/json at the root of ";
        } else {
            writeFile(output, WellKnownWar.of(relyingParty, read.apps(), context));
            use = "Wrote " + output + ". Deploy it at the root of ";
        }
        out.println(use + relyingParty.id() + ", and again after each change of these settings: "
                + String.join(", ", KEYS) + ".");
    }

    private void writeFiles(Path directory, Map<String, String> files) throws RefusedException, IOException {
        Files.createDirectories(directory.resolve(".well-known"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            writeFile(
                    directory.resolve(file.getKey().substring(1)),
                    file.getValue().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void writeFile(Path path, byte[] content) throws RefusedException, IOException {
        Output.of(requireNonNull(settings), Optional.of(path), "", force)
                .write(channel -> Channels.newOutputStream(channel).write(content));
    }

    private RelyingPartySettings relyingParty(Settings read) throws RefusedException {
        if (rpId.isEmpty()) {
            return read.relyingParty();
        }
        return read.relyingParties().allWithPrevious().stream()
                .filter(each -> each.id().equals(rpId.get()))
                .findFirst()
                .orElseThrow(() -> new RefusedException(settings + " has no RP ID " + rpId.get() + "."));
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
        Stream<String> ofHosts = source.keys().stream()
                .filter(key -> Setting.of(key).filter(OF_HOSTS::contains).isPresent());
        Stream.concat(KEYS.stream(), ofHosts)
                .forEach(key -> source.get(key).ifPresent(value -> values.put(key, value)));
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
