// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import ee.passkeys.config.Settings.Enrolment;
import ee.passkeys.config.Settings.GraftMode;
import ee.passkeys.config.Settings.Level;
import ee.passkeys.config.Settings.ParityMode;
import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.Origin;
import ee.passkeys.value.UserBase;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;

/**
 * Type of a setting: describes its allowed values and parses its text.
 *
 * @param takes the allowed values, in words that follow "set it to"
 * @param reader parses the text, or throws {@link IllegalArgumentException}
 * @param <T> the type of the value
 */
record Form<T>(String takes, Function<String, T> reader) {

    static final Form<Boolean> BOOLEAN = new Form<>("`true` or `false`", Form::bool);
    static final Form<String> TEXT = new Form<>("a text", Form::text);
    static final Form<String> HOST = new Form<>("a bare host name such as `example.com`", Form::host);
    static final Form<List<Origin>> ORIGINS = new Form<>("origins such as `https://app.example.com`", Form::origins);
    static final Form<List<Integer>> ALGORITHMS =
            new Form<>("COSE algorithm numbers such as `-8,-7,-257`", Form::algorithms);
    static final Form<List<String>> APP_NAMES = new Form<>("app identifiers such as `com.example.app`", Form::appNames);
    static final Form<Duration> DURATION = new Form<>("an ISO 8601 duration such as `PT5M`", Form::duration);
    static final Form<Integer> COUNT = new Form<>("a positive number", Form::count);
    static final Form<String> PATH = new Form<>("a path that begins with `/`", Form::path);
    static final Form<UserBase> USER_BASE =
            new Form<>("a text of at most 255 characters such as `staff`", UserBase::new);
    static final Form<String> USER_NAMES = oneOf("ignore-case", "exact");
    static final Form<byte[]> SECRET = new Form<>("32 bytes in base64url without padding", Form::secret);

    static final Form<String> ON_INVALID_SETTINGS = oneOf("disable", "fail");
    static final Form<String> REGISTRATION = oneOf("closed", "open");
    static final Form<String> UNKNOWN_REALM = oneOf("refuse", "allow");
    static final Form<String> MANAGE_REQUIRES = oneOf("sign-in", "passkey");
    static final Form<String> SIGNATURE_COUNTER = oneOf("reject", "warn");
    static final Form<UserVerification> USER_VERIFICATION = oneOf(UserVerification.class);
    static final Form<SchemaMode> SCHEMA = oneOf(SchemaMode.class);
    static final Form<GraftMode> GRAFT = oneOf(GraftMode.class);
    static final Form<Level> LEVEL = oneOf(Level.class);
    static final Form<Enrolment> ENROLLMENT = oneOf(Enrolment.class);
    static final Form<String> PASSWORD = oneOf("keep", "off-when-safe");
    static final Form<Set<String>> NAMES = new Form<>("names such as `root`", Form::names);
    static final Form<ParityMode> PARITY = oneOf(ParityMode.class);
    static final Form<String> SELECTOR = new Form<>("a CSS selector such as `form#login`", Form::selector);

    private static final int SECRET_BYTES = 32;

    /** Longer durations are mistakes, and sums of durations must not overflow. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private static final Set<Integer> KNOWN_ALGORITHMS = Set.of(-8, -7, -35, -36, -257, -258, -259);

    private static Form<String> oneOf(String... words) {
        return new Form<>(
                quoted(List.of(words)), text -> require(text, List.of(words).contains(text)));
    }

    private static <E extends Enum<E>> Form<E> oneOf(Class<E> type) {
        Map<String, E> words = Stream.of(type.getEnumConstants())
                .collect(toMap(
                        word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        word -> word,
                        (a, b) -> a,
                        LinkedHashMap::new));
        return new Form<>(quoted(words.keySet()), text -> {
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
        return items(text).map(Form::origin).distinct().toList();
    }

    private static Origin origin(String item) {
        try {
            return new Origin(item);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(item, e);
        }
    }

    private static List<Integer> algorithms(String text) {
        return items(text).map(Form::algorithm).distinct().toList();
    }

    private static int algorithm(String item) {
        require(item, item.matches("-\\d{1,4}") && KNOWN_ALGORITHMS.contains(Integer.valueOf(item)));
        return Integer.parseInt(item);
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

    private static int count(String text) {
        int number = Integer.parseInt(text);
        require(text, number > 0);
        return number;
    }

    private static String path(String text) {
        return require(text, text.startsWith("/") && !text.startsWith("//") && text.matches("[\\x21-\\x7e&&[^\\\\]]+"));
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
