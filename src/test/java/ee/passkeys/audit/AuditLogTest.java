// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.api.PasskeyEvent.Administered.Act;
import ee.passkeys.api.PasskeyEvent.ParityBroken.Difference;
import ee.passkeys.testkit.CodeBlock;
import ee.passkeys.value.CredentialId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    /** The bytes 1 to 16, whose SHA-256 begins with 5dfbabeedf31. */
    private static final CredentialId ID = new CredentialId("AQIDBAUGBwgJCgsMDQ4PEA");

    private static final Path PAGE = Path.of("src/site/markdown/logs-and-audit.md");
    private static final Pattern KEY = Pattern.compile("[\\w-]+=");

    private final Logger logger = Logger.getLogger(AuditLog.LOGGER);
    private final List<LogRecord> records = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setLevel(Level.INFO);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setLevel(null);
        logger.setUseParentHandlers(true);
    }

    @Test
    void writesOneLineForEveryEventWithTheHashOfTheIdAlone() {
        send(new PasskeyEvent.Created(NOW, "ann", ID, true));
        send(new PasskeyEvent.SignedIn(NOW, "ann", ID, false));
        send(new PasskeyEvent.SteppedUp(NOW, "ann", ID));
        send(new PasskeyEvent.NewDevice(NOW, "ann", ID));
        send(new PasskeyEvent.SignedOut(NOW, "ann"));
        send(new PasskeyEvent.CounterFell(NOW, "ann", ID, 7, 3));
        send(new PasskeyEvent.ParityBroken(NOW, "ann", ID, Difference.GROUPS, Set.of("staff", "admin"), true));
        send(new PasskeyEvent.ParityBroken(NOW, "ann", ID, Difference.GONE, Set.of(), false));
        send(new PasskeyEvent.GroupsLimited(NOW, "ann", ID, "https://b.example", Set.of("boss", "admin"), false));
        send(new PasskeyEvent.GroupsLimited(NOW, "ann", ID, "", Set.of("boss"), true));
        send(new PasskeyEvent.UserRenamed(NOW, "ann", "anna"));
        send(new PasskeyEvent.Administered(NOW, "grace", Act.ASK_AGAIN, "ann"));
        send(new PasskeyEvent.SettingChanged(NOW, "grace", "passkeys.rollout", "written", "require"));
        send(new PasskeyEvent.RecoveryCodesIssued(NOW, "ann"));
        send(new PasskeyEvent.CodeUsed(NOW, "ann"));
        send(new PasskeyEvent.Renamed(NOW, "ann", ID));
        send(new PasskeyEvent.Removed(NOW, "ann", ID));
        send(new PasskeyEvent.PasswordRefused(NOW, "ann"));
        send(new PasskeyEvent.PasswordUnchecked(NOW, "ann"));
        send(new PasskeyEvent.BreakGlassUsed(NOW, "root"));
        send(new PasskeyEvent.Refused(NOW, "authentication", "authentication-failed", "wrong signature"));

        assertThat(records)
                .extracting(LogRecord::getLevel, AuditLogTest::text)
                .containsExactly(
                        tuple(Level.INFO, "event=created caller=ann passkey=5dfbabeedf31 newAccount=true"),
                        tuple(Level.INFO, "event=signed-in caller=ann passkey=5dfbabeedf31 userVerified=false"),
                        tuple(Level.INFO, "event=stepped-up caller=ann passkey=5dfbabeedf31"),
                        tuple(Level.INFO, "event=new-device caller=ann passkey=5dfbabeedf31"),
                        tuple(Level.INFO, "event=signed-out caller=ann"),
                        tuple(Level.WARNING, "event=counter-fell caller=ann passkey=5dfbabeedf31 stored=7 received=3"),
                        tuple(
                                Level.WARNING,
                                "event=parity-broken caller=ann passkey=5dfbabeedf31 difference=groups groups=\"admin,staff\" refused=true"),
                        tuple(
                                Level.WARNING,
                                "event=parity-broken caller=ann passkey=5dfbabeedf31 difference=gone groups=\"\" refused=false"),
                        tuple(
                                Level.INFO,
                                "event=groups-limited caller=ann passkey=5dfbabeedf31 origin=\"https://b.example\" groups=\"admin,boss\" refused=false"),
                        tuple(
                                Level.WARNING,
                                "event=groups-limited caller=ann passkey=5dfbabeedf31 origin=\"\" groups=boss refused=true"),
                        tuple(Level.INFO, "event=user-renamed caller=ann new-name=anna"),
                        tuple(Level.INFO, "event=administered operator=grace act=ask-again caller=ann"),
                        tuple(
                                Level.INFO,
                                "event=setting-changed operator=grace key=passkeys.rollout from=written to=require"),
                        tuple(Level.INFO, "event=recovery-codes-issued caller=ann"),
                        tuple(Level.WARNING, "event=code-used caller=ann"),
                        tuple(Level.INFO, "event=renamed caller=ann passkey=5dfbabeedf31"),
                        tuple(Level.INFO, "event=removed caller=ann passkey=5dfbabeedf31"),
                        tuple(Level.WARNING, "event=password-refused caller=ann"),
                        tuple(Level.WARNING, "event=password-unchecked caller=ann"),
                        tuple(Level.WARNING, "event=break-glass-used caller=root"),
                        tuple(
                                Level.WARNING,
                                "event=refused kind=authentication code=authentication-failed detail=\"wrong signature\""));
        assertThat(records).noneMatch(record -> text(record).contains(ID.base64Url()));
    }

    static Stream<Class<?>> events() {
        return Arrays.stream(PasskeyEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("events")
    void writesLinesAsThePageShowsThem(Class<?> type) throws ReflectiveOperationException {
        PasskeyEvent event =
                (PasskeyEvent) type.getDeclaredConstructors()[0].newInstance(Arrays.stream(type.getRecordComponents())
                        .map(component -> example(component.getType()))
                        .toArray());
        send(event);
        String line = text(records.get(0));
        String name = KEY.matcher(line).replaceAll("").split(" ")[0];
        List<String> shown = CodeBlock.of(PAGE)
                .get(0)
                .code()
                .lines()
                .filter(each -> each.startsWith("event=" + name + " "))
                .toList();

        assertThat(shown).hasSize(1);
        assertThat(keys(shown.get(0).replaceFirst(" client=\\S+$", ""))).isEqualTo(keys(line));
        assertThat(PAGE).content().contains("| `" + name + "` | `" + type.getSimpleName() + "` | ");
    }

    @ParameterizedTest
    @MethodSource("events")
    void hasTheLevelThatThePageTells(Class<?> type) throws Exception {
        writesLinesAsThePageShowsThem(type);
        String level = records.get(0).getLevel() == Level.SEVERE
                ? "ERROR"
                : records.get(0).getLevel().getName();

        assertThat(PAGE).content().containsPattern("`" + type.getSimpleName() + "` \\| [^|]*\\b" + level + "\\b");
    }

    private static List<String> keys(String line) {
        return KEY.matcher(line).results().map(MatchResult::group).toList();
    }

    private static Object example(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return Map.of(
                        Instant.class,
                        NOW,
                        String.class,
                        "ann",
                        CredentialId.class,
                        ID,
                        Set.class,
                        Set.of("admin"),
                        boolean.class,
                        true,
                        int.class,
                        2,
                        long.class,
                        7L)
                .get(type);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "ann@example.com, ann@example.com",
                "Ann Lee, '\"Ann Lee\"'",
                "Jürgen, '\"Jürgen\"'",
                "'', '\"\"'",
                "a=b, '\"a=b\"'",
                "a\"b, '\"a\\\"b\"'",
                "a\\b, '\"a\\\\b\"'",
                "{0}, '\"{0}\"'",
            })
    void showsANameSoThatItEndsWhereItEnds(String name, String shown) {
        send(new PasskeyEvent.Renamed(NOW, name, ID));

        assertThat(text(records.get(0))).isEqualTo("event=renamed caller=" + shown + " passkey=5dfbabeedf31");
    }

    @Test
    void lettersThatAreNotShownCannotForgeALine() {
        send(new PasskeyEvent.Refused(NOW, "a\r\nevent=signed-in", "b\u2028c\u0085d", "e\u202ef\u001b[2Jg\ud800"));

        assertThat(text(records.get(0)))
                .isEqualTo("event=refused kind=\"a\\u{d}\\u{a}event=signed-in\" code=\"b\\u{2028}c\\u{85}d\""
                        + " detail=\"e\\u{202e}f\\u{1b}[2Jg\\u{d800}\"");
    }

    @Test
    void saysWhereTheRequestCameFrom() {
        new AuditLog().write(new PasskeyEvent.SignedOut(NOW, "ann"), Optional.of("2001:db8::1"));

        assertThat(text(records.get(0))).isEqualTo("event=signed-out caller=ann client=\"2001:db8::1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a ", "\u202e", "\"", "\ud83d\udd11"})
    void cutsWhatAnybodyMaySend(String piece) {
        send(new PasskeyEvent.Refused(NOW, "authentication", "malformed-request", piece.repeat(30_000)));

        assertThat(text(records.get(0))).hasSizeLessThan(300).endsWith("…\"");
    }

    @Test
    void tellsUsersWithLongNamesApart() {
        String name = "a".repeat(254);
        send(new PasskeyEvent.SignedOut(NOW, name + "b"));

        assertThat(text(records.get(0))).isEqualTo("event=signed-out caller=" + name + "b");
    }

    private static void send(PasskeyEvent event) {
        new AuditLog().write(event, Optional.empty());
    }

    private static String text(LogRecord record) {
        return new SimpleFormatter().formatMessage(record);
    }
}
