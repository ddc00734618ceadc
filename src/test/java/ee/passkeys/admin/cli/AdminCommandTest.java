// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.audit.AuditLog;
import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.credential.schema.Schema;
import ee.passkeys.credential.sql.HashedKeys;
import ee.passkeys.credential.sql.ListKey;
import ee.passkeys.testkit.Documentation;
import ee.passkeys.testkit.TestPasskeys;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserBase;
import ee.passkeys.value.UserHandle;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The command line of operators")
class AdminCommandTest {

    private static final UserBase SHOP = new UserBase("/shop");

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "tiger");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> questions = new ArrayList<>();
    private final CredentialId id = TestPasskeys.id();
    private @Nullable String answer;
    private @Nullable String password = "tiger";
    private @Nullable String auditSecret;
    private @Nullable String rowSecret;

    @BeforeEach
    void makeTables() throws SQLException {
        new Schema(pool).prepare(SchemaMode.MIGRATE, Duration.ZERO);
        add(SHOP, "ada", id);
    }

    @AfterEach
    void endDatabase() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "tiger")) {
            connection.createStatement().execute("SHUTDOWN");
        }
        pool.dispose();
    }

    @Test
    void listsUsersForPeopleAndPrograms() {
        assertThat(run("users", "list")).isZero();
        assertThat(said(out)).contains("ada").contains("1 passkeys, 0 disabled, last used never");
        assertThat(run("users", "list", "--json")).isZero();
        assertThat(said(out)).contains("\"name\" : \"ada\"");
    }

    @Test
    void saysWhatTheDatabaseDoesNotKnowOfRequiredUsers() {
        assertThat(run("users", "list", "--state", "required-without")).isZero();
        assertThat(said(out)).isEmpty();
        assertThat(said(err)).contains("The database does not have passkeys.rollout");
    }

    @Test
    void asksBeforeItTakesSomethingAway() throws SQLException {
        answer = "no";
        assertThat(run("passkeys", "revoke", id.base64Url())).isEqualTo(1);
        assertThat(passkeys()).isEqualTo(1);
        answer = null;
        assertThat(run("users", "forget", "ada")).isEqualTo(1);
        assertThat(passkeys()).isEqualTo(1);
        assertThat(questions).hasSize(2).allMatch(question -> question.contains("will be deleted. (users of /shop)"));

        answer = "yes";
        assertThat(run("passkeys", "revoke", id.base64Url())).isZero();
        assertThat(passkeys()).isZero();
    }

    @Test
    void doesWhatItIsToldWithYes() throws SQLException {
        assertThat(run("users", "forget", "ada", "--yes", "--json")).isZero();
        assertThat(said(out)).isEqualTo("{\"removed\":1}\n");
        assertThat(passkeys()).isZero();
        assertThat(questions).isEmpty();
        assertThat(run("users", "show", "ada", "--user-base", "/shop")).isEqualTo(1);
        assertThat(said(err)).contains("unknown to passkeys");
    }

    @Test
    void auditsItsActsWithTheNameOfTheOperator() {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                lines.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(AuditLog.LOGGER);
        logger.addHandler(handler);
        logger.setLevel(Level.INFO);
        try {
            assertThat(run("users", "disable", "ada", "--as", "grace", "--yes")).isZero();
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(null);
        }

        assertThat(lines)
                .anySatisfy(
                        line -> assertThat(line).endsWith("event=administered operator=grace act=disable caller=ada"));
    }

    @Test
    void takesThePasswordFromTheEnvironmentOrThePromptAlone() {
        password = null;
        answer = "tiger";
        assertThat(run("users", "show", "ada")).isZero();
        assertThat(questions).containsExactly("Password of sa: ");
        assertThat(run("users", "show", "ada", "--password", "tiger")).isEqualTo(2);
        assertThat(run("users", "show", "ada", "--password=secret")).isEqualTo(2);
        assertThat(said(err)).contains("Unknown option --password.").doesNotContain("tiger");
    }

    @Test
    void doesNotGuessWhichApplicationIsMeant() throws SQLException {
        add(new UserBase("/other"), "ada", TestPasskeys.id());

        assertThat(run("users", "forget", "ada", "--yes")).isEqualTo(2);
        assertThat(said(err)).contains("--user-base, one of: /other, /shop.");
        assertThat(run("users", "forget", "ada", "--yes", "--user-base", "/other"))
                .isZero();
        assertThat(passkeys()).isEqualTo(1);
        assertThat(run("users", "show", "ada", "--user-base", "/shop")).isZero();
    }

    @Test
    void changesSettingsOnTheDatabase() {
        assertThat(run("settings", "set", "passkeys.enabled", "false", "--yes", "--as", "grace"))
                .isZero();
        assertThat(run("settings", "list", "--json")).isZero();
        assertThat(said(out)).contains("\"key\" : \"passkeys.enabled\"", "\"value\" : \"false\"", "\"by\" : \"grace\"");
        assertThat(run("settings", "set", "passkeys.enabled", "perhaps", "--yes"))
                .isEqualTo(2);
        assertThat(run("settings", "set", "passkeys.rp.id", "evil.example", "--yes"))
                .isEqualTo(2);
        assertThat(run("settings", "reset", "passkeys.enabled", "--yes")).isZero();
        said(out);
        assertThat(run("settings", "list")).isZero();
        assertThat(said(out)).isEmpty();
    }

    @Test
    void issuesListsApprovesAndRevokesEnrollmentCodes() {
        assertThat(run("codes", "issue", "bob", "--lifetime", "PT2H", "--approvals", "2", "--as", "grace"))
                .isZero();
        assertThat(said(out)).matches("(?s)([0-9A-Z]{5}-){5}[0-9A-Z]\n.*after another administrator.*");
        assertThat(run("codes", "approve", "bob", "--as", "grace")).isEqualTo(1);
        assertThat(run("codes", "approve", "bob", "--as", "root")).isZero();
        assertThat(run("codes", "list")).isZero();
        assertThat(said(out)).contains("bob").contains("issued by grace").contains("approvals missing: 0");

        answer = "no";
        assertThat(run("codes", "revoke", "bob")).isEqualTo(1);
        assertThat(run("codes", "revoke", "bob", "--yes")).isZero();
        assertThat(run("codes", "list", "--json")).isZero();
        assertThat(said(out)).contains("revoked: 1").endsWith("[ ]\n");
        assertThat(run("codes", "issue", "ada", "--json")).isZero();
        assertThat(said(out)).contains("\"code\" : ").contains("\"approvals\" : 0");
        assertThat(run("codes", "revoke", "nobody", "--yes")).isEqualTo(1);
    }

    @Test
    void recordsEveryActInTheAuditTable() throws SQLException {
        auditSecret = "A".repeat(43);
        assertThat(run("users", "disable", "ada", "--yes", "--as", "grace")).isZero();
        assertThat(run("users", "forget", "ada", "--yes", "--as", "grace", "--user-base", "/shop"))
                .isZero();
        said(out);

        assertThat(run("audit", "export", "--user-base", "/shop")).isZero();
        assertThat(said(out).lines())
                .hasSize(4)
                .allMatch(line -> line.contains("\"actor\":\"grace\",\"user\":\"ada\"")
                        && line.contains("\"origin\":\"command line\""));
        assertThat(run("audit", "verify", "--user-base", "/shop")).isZero();
        assertThat(said(out)).isEqualTo("4 rows in 2 chains, all intact\n");

        change("DELETE FROM PASSKEY_AUDIT WHERE CHAIN_POS = 2 AND EVENT_NAME = ?", "disabled");
        assertThat(run("audit", "verify", "--user-base", "/shop")).isEqualTo(1);
        assertThat(said(out))
                .contains("TRUNCATED Row 2 is missing at the end of the chain.")
                .contains("1 findings");
        assertThat(run("audit", "verify", "--json", "--user-base", "/shop")).isEqualTo(1);
        assertThat(said(out)).contains("\"kind\" : \"truncated\"");
    }

    @Test
    void sealsRowsOnceAndNeverThoseWithAWrongSeal() throws SQLException {
        assertThat(run("passkeys", "seal", "--yes")).isEqualTo(2);
        assertThat(said(err)).contains("PASSKEYS_ROW_SECRET");
        rowSecret = "C".repeat(42) + "A";
        assertThat(run("passkeys", "seal", "--yes", "--json")).isZero();
        assertThat(said(out)).isEqualTo("{\"sealed\":1}\n");
        assertThat(run("passkeys", "seal", "--yes")).isZero();
        assertThat(said(out)).isEqualTo("sealed: 0\n");

        rowSecret = "D".repeat(42) + "A," + rowSecret;
        assertThat(run("passkeys", "seal", "--yes")).isZero();
        assertThat(said(out)).isEqualTo("sealed: 1\n");
        change("UPDATE PASSKEY SET PUBLIC_KEY = ?", "another");
        assertThat(run("passkeys", "seal", "--yes")).isZero();
        assertThat(said(out)).isEqualTo("sealed: 0\nwrong seals, which stay: 1\n");
        rowSecret = null;
        assertThat(run("users", "rename", "ada", "beth", "--yes")).isEqualTo(2);
        assertThat(said(err)).contains("PASSKEYS_ROW_SECRET");
    }

    @Test
    void doesNothingUnrecordedWhereThereIsAnAuditTable() throws SQLException {
        auditSecret = "A".repeat(43);
        assertThat(run("users", "enable", "ada")).isZero();
        auditSecret = null;

        assertThat(run("users", "forget", "ada", "--yes")).isEqualTo(2);
        assertThat(said(err)).contains("PASSKEYS_AUDIT_SECRET");
        assertThat(passkeys()).isEqualTo(1);
        auditSecret = "wrong";
        assertThat(run("users", "forget", "ada", "--yes")).isEqualTo(2);
        assertThat(said(err)).contains("not 32 bytes").doesNotContain("wrong");
        assertThat(passkeys()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    users                     | Unknown command users.
                    users put ada             | Unknown command users put.
                    users show                | The command takes 1 names.
                    users show ada bob        | The command takes 1 names.
                    users rename ada          | The command takes 2 names.
                    users list --state x      | --state is all
                    users list --limit 0      | --state is all
                    users list --unused-since x | --unused-since needs a time
                    users list --prefix       | --prefix needs a value.
                    passkeys revoke !         | Not the ID of a passkey: !
                    codes give ada            | Unknown command codes give.
                    codes issue ada --lifetime x | --lifetime needs a duration
                    codes issue ada --approvals 3 | --approvals is 1 or 2.
                    audit verify x            | The command takes 0 names.
                    audit export --since x    | --since needs a time
                    """)
    void explainsItselfToUsersWhoAreWrong(String words, String message) {
        assertThat(new AdminCommand(terminal()).run(List.of(words.split(" ")), "x.jar"))
                .isEqualTo(2);
        assertThat(said(err)).startsWith(message).contains("java -jar x.jar users list");
    }

    @Test
    void saysWhichDriverIsMissing() {
        assertThat(new AdminCommand(terminal())
                        .run(List.of("users", "list", "--url", "jdbc:nothing:", "--user-base", "/shop"), "x.jar"))
                .isEqualTo(1);
        assertThat(said(err)).contains("no driver for this URL; give its jar by --driver-jar");
    }

    static Stream<String> documented() {
        return Documentation.commands().filter(words -> words.matches(Documentation.ADMINISTRATION));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void runsWhatThePagesSay(String words) {
        auditSecret = "A".repeat(43);
        rowSecret = "C".repeat(42) + "A";
        answer = "yes";
        String here = words.replaceAll(" --(url|user|driver-jar) \\S+", "").replaceAll("[<>]", "");

        assertThat(run(here.split(" "))).as(said(err)).isZero();
    }

    private int run(String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--url", url, "--user", "sa"));
        return new AdminCommand(terminal()).run(all, "x.jar");
    }

    private Terminal terminal() {
        return new Terminal(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                name -> switch (name) {
                    case "PASSKEYS_DB_PASSWORD" -> password;
                    case "PASSKEYS_AUDIT_SECRET" -> auditSecret;
                    case "PASSKEYS_ROW_SECRET" -> rowSecret;
                    default -> null;
                },
                this::ask,
                this::ask);
    }

    private @Nullable String ask(String question) {
        questions.add(question.replace(" Type yes to continue: ", ""));
        return answer;
    }

    private static String said(ByteArrayOutputStream bytes) {
        String text = bytes.toString(UTF_8);
        bytes.reset();
        return text.replace("\r\n", "\n");
    }

    private long passkeys() throws SQLException {
        try (Connection connection = pool.getConnection();
                var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM PASSKEY")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void add(UserBase base, String name, CredentialId passkey) throws SQLException {
        UserHandle handle = UserHandle.random(new java.security.SecureRandom());
        change(
                "INSERT INTO PASSKEY_USER (HANDLE, USER_BASE, CALLER_HASH, PERSON_HASH, LIST_KEY, CALLER, CREATED_MS) VALUES (?, ?, ?, ?, ?, ?, 1)",
                HashedKeys.of(handle),
                base.id(),
                HashedKeys.ofCaller(base, name),
                HashedKeys.ofPerson(base, name),
                ListKey.of(base, name),
                name);
        change(
                "INSERT INTO PASSKEY (ID, CREDENTIAL_ID, OWNER_HANDLE, PUBLIC_KEY, SIGNATURE_COUNT, USER_VERIFIED, BACKUP_ELIGIBLE,"
                        + " BACKED_UP, AAGUID, RP_ID, DISPLAY_LABEL, ATTESTATION, CREATED_MS, DISABLED) VALUES (?, ?, ?, 'key', 0, TRUE,"
                        + " TRUE, TRUE, '00000000-0000-0000-0000-000000000000', 'example.org', 'phone', 'none', 1, FALSE)",
                HashedKeys.of(passkey),
                passkey.base64Url(),
                HashedKeys.of(handle));
    }

    private void change(String statement, String... parameters) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setString(i + 1, parameters[i]);
            }
            prepared.executeUpdate();
        }
    }
}
