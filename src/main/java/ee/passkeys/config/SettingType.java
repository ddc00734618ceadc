// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import ee.passkeys.config.Settings.Enrollment;
import ee.passkeys.config.Settings.GraftMode;
import ee.passkeys.config.Settings.Level;
import ee.passkeys.config.Settings.ParityMode;
import ee.passkeys.config.Settings.Readiness;
import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.config.Settings.Unauthenticated;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.Color;
import ee.passkeys.value.Origin;
import ee.passkeys.value.UserBase;
import ee.passkeys.value.Words;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;

/**
 * Type of a setting: describes its allowed values and parses its text.
 *
 * @param allowedValues the allowed values, in words that follow "set it to"
 * @param reader parses the text, or throws {@link IllegalArgumentException}
 * @param <T> the type of the value
 */
record SettingType<T>(String allowedValues, Function<String, T> reader) {

    static final SettingType<Boolean> BOOLEAN = new SettingType<>("`true` or `false`", SettingType::bool);
    static final SettingType<String> TEXT = new SettingType<>("a text", SettingType::text);
    static final SettingType<String> HOST =
            new SettingType<>("a bare host name such as `example.com`", SettingType::host);
    static final SettingType<List<Origin>> ORIGINS =
            new SettingType<>("origins such as `https://app.example.com`", SettingType::origins);
    static final SettingType<List<Integer>> ALGORITHMS =
            new SettingType<>("COSE algorithm numbers such as `-8,-7,-257`", SettingType::algorithms);
    static final SettingType<List<String>> APP_NAMES =
            new SettingType<>("app identifiers such as `com.example.app`", SettingType::appNames);
    static final SettingType<Duration> DURATION =
            new SettingType<>("an ISO 8601 duration such as `PT5M`", SettingType::duration);
    static final SettingType<Duration> RETENTION =
            new SettingType<>("an ISO 8601 duration of 1 to 3660 days such as `P400D`", SettingType::retention);
    static final SettingType<Integer> COUNT = new SettingType<>("a positive number", SettingType::count);
    static final SettingType<String> PATH = new SettingType<>("a path that begins with `/`", SettingType::path);
    static final SettingType<UserBase> USER_BASE =
            new SettingType<>("a text of at most 255 characters such as `staff`", UserBase::new);
    static final SettingType<String> USER_NAMES = oneOf("ignore-case", "exact");
    static final SettingType<byte[]> SECRET =
            new SettingType<>("32 bytes in base64url without padding", SettingType::secret);

    static final SettingType<String> URL =
            new SettingType<>("a URL without `/` at its end such as `https://example.com/shop`", SettingType::url);

    static final SettingType<List<String>> HINTS =
            new SettingType<>("`client-device`, `security-key` or `hybrid`, or several of them", SettingType::hints);
    static final SettingType<Path> FOLDER =
            new SettingType<>("the absolute path of a folder that the server can read", SettingType::folder);

    static final SettingType<Path> FILE =
            new SettingType<>("the absolute path of a file that the server can read", SettingType::file);
    static final SettingType<Color> COLOR = new SettingType<>("a color such as `#1d5bbf`", Color::new);

    static final SettingType<String> ON_INVALID_SETTINGS = oneOf("disable", "fail");
    static final SettingType<String> REGISTRATION = oneOf("closed", "open");
    static final SettingType<String> UNKNOWN_REALM = oneOf("refuse", "allow");
    static final SettingType<String> MANAGE_REQUIRES = oneOf("sign-in", "passkey");
    static final SettingType<String> SIGNATURE_COUNTER = oneOf("reject", "warn");
    static final SettingType<String> UNSEALED = oneOf("refuse", "accept");
    static final SettingType<String> APPROVALS = oneOf("1", "2");
    static final SettingType<String> OFF_OR_ON = oneOf("off", "on");
    static final SettingType<Readiness> READINESS = oneOf(Readiness.class);
    static final SettingType<UserVerification> USER_VERIFICATION = oneOf(UserVerification.class);
    static final SettingType<Unauthenticated> UNAUTHENTICATED = oneOf(Unauthenticated.class);
    static final SettingType<SchemaMode> SCHEMA = oneOf(SchemaMode.class);
    static final SettingType<GraftMode> GRAFT = oneOf(GraftMode.class);
    static final SettingType<Level> LEVEL = oneOf(Level.class);
    static final SettingType<Enrollment> ENROLLMENT = oneOf(Enrollment.class);
    static final SettingType<String> PASSWORD = oneOf("keep", "off-when-safe");
    static final SettingType<String> TOKENS = oneOf("off", "on");
    static final SettingType<String> LANGUAGE = oneOf("ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt");
    static final SettingType<String> MAIL_ADDRESS =
            new SettingType<>("a mail address such as `passkeys@example.com`", SettingType::mailAddress);
    static final SettingType<Set<String>> NAMES = new SettingType<>("names such as `root`", SettingType::names);
    static final SettingType<ParityMode> PARITY = oneOf(ParityMode.class);
    static final SettingType<String> SELECTOR =
            new SettingType<>("a CSS selector such as `form#login`", SettingType::selector);

    private static final Set<String> KNOWN_HINTS = Set.of("client-device", "security-key", "hybrid");

    private static final int SECRET_BYTES = 32;

    /** Longer durations are mistakes, and sums of durations must not overflow. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private static final Duration LONGEST_RETENTION = Duration.ofDays(3660);

    private static final Set<Integer> KNOWN_ALGORITHMS = Set.of(-8, -7, -35, -36, -257, -258, -259);

    /** ML-DSA, which not every server can verify. */
    private static final Set<Integer> NEW_ALGORITHMS = Set.of(-48, -49, -50);

    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){0,8}");

    private static String mailAddress(String text) {
        return require(text, ADDRESS.matcher(text).matches());
    }

    private static SettingType<String> oneOf(String... words) {
        return new SettingType<>(
                quoted(List.of(words)), text -> require(text, List.of(words).contains(text)));
    }

    private static <E extends Enum<E>> SettingType<E> oneOf(Class<E> type) {
        Map<String, E> words = Stream.of(type.getEnumConstants())
                .collect(toMap(Words::of, word -> word, (a, b) -> a, LinkedHashMap::new));
        return new SettingType<>(quoted(words.keySet()), text -> {
            require(text, words.containsKey(text));
            return requireNonNull(words.get(text));
        });
    }

    private static String quoted(Collection<String> words) {
        List<String> quoted = words.stream().map(word -> "`" + word + "`").toList();
        return String.join(", ", quoted.subList(0, quoted.size() - 1)) + " or " + quoted.get(quoted.size() - 1);
    }

    /**
     * Parses a text. Space at both ends is ignored.
     *
     * @param text the text that was set
     * @return the value
     * @throws IllegalArgumentException if the text is not a value of this type; if one item of a list is wrong, the message is that item
     */
    T read(String text) {
        return reader.apply(text.strip());
    }

    private static boolean bool(String text) {
        return Boolean.parseBoolean(require(text, text.equals("true") || text.equals("false")));
    }

    private static String text(String text) {
        return require(text, !text.isEmpty());
    }

    private static String host(String text) {
        String label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
        boolean looksLikeHost = text.length() <= 253 && text.matches(label + "(\\." + label + ")*");
        boolean address = text.matches("[0-9.]+");
        return require(text, text.equals(text.toLowerCase(Locale.ROOT)) && looksLikeHost && !address);
    }

    private static List<Origin> origins(String text) {
        return items(text).map(SettingType::origin).distinct().toList();
    }

    private static Origin origin(String item) {
        try {
            return new Origin(item);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(item, e);
        }
    }

    private static List<Integer> algorithms(String text) {
        List<Integer> algorithms =
                items(text).map(SettingType::algorithm).distinct().toList();
        require(text, !NEW_ALGORITHMS.containsAll(algorithms));
        return algorithms;
    }

    private static int algorithm(String item) {
        require(item, item.matches("-\\d{1,4}"));
        int algorithm = Integer.parseInt(item);
        require(item, KNOWN_ALGORITHMS.contains(algorithm) || NEW_ALGORITHMS.contains(algorithm));
        return algorithm;
    }

    private static List<String> appNames(String text) {
        List<String> names = items(text).distinct().toList();
        names.forEach(name -> require(name, name.matches("\\w[\\w.-]{1,200}")));
        return names;
    }

    private static Set<String> names(String text) {
        return items(text).collect(toUnmodifiableSet());
    }

    private static Duration duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            require(text, !duration.isNegative() && !duration.isZero() && duration.compareTo(LONGEST) <= 0);
            return duration;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Duration retention(String text) {
        try {
            Duration duration = Duration.parse(text);
            require(text, duration.toDays() >= 1 && duration.compareTo(LONGEST_RETENTION) <= 0);
            return duration;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static int count(String text) {
        int number = Integer.parseInt(text);
        require(text, number > 0);
        return number;
    }

    private static String path(String text) {
        return require(text, text.startsWith("/") && !text.startsWith("//") && text.matches("[\\x21-\\x7e&&[^\\\\]]+"));
    }

    private static List<String> hints(String text) {
        List<String> hints = items(text).distinct().toList();
        hints.forEach(hint -> require(hint, KNOWN_HINTS.contains(hint)));
        return hints;
    }

    private static Path folder(String text) {
        Path folder = Path.of(text);
        require(text, folder.isAbsolute() && Files.isDirectory(folder) && Files.isReadable(folder));
        return folder;
    }

    private static Path file(String text) {
        Path file = Path.of(text);
        require(text, file.isAbsolute() && Files.isRegularFile(file) && Files.isReadable(file));
        return file;
    }

    private static String url(String text) {
        try {
            URI uri = new URI(text);
            boolean web = List.of("https", "http").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null;
            return require(
                    text, web && uri.getRawQuery() == null && uri.getRawFragment() == null && !text.endsWith("/"));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static byte[] secret(String text) {
        byte[] bytes = Base64Url.decode(text);
        require(text, bytes.length == SECRET_BYTES);
        return bytes;
    }

    private static String selector(String text) {
        try {
            QueryParser.parse(text);
            return text;
        } catch (SelectorParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Stream<String> items(String text) {
        List<String> items = Stream.of(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
        require(text, !items.isEmpty());
        return items.stream();
    }

    private static String require(String text, boolean claim) {
        if (!claim) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
