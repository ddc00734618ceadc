// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin.cli;

import ee.passkeys.admin.AdminDatabase;
import ee.passkeys.admin.Administration;
import ee.passkeys.admin.AuditReview;
import ee.passkeys.admin.Codes;
import ee.passkeys.admin.JdbcDatabase;
import ee.passkeys.admin.RuntimeChanges;
import ee.passkeys.audit.AuditKeys;
import ee.passkeys.audit.AuditLog;
import ee.passkeys.config.RuntimeSettings;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.sql.RequiredUsers;
import ee.passkeys.credential.sql.Row;
import ee.passkeys.credential.sql.RowSeals;
import ee.passkeys.credential.sql.UserStatements;
import ee.passkeys.event.Events;
import ee.passkeys.problem.Problem;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.UserBase;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Command of an operator on the database: the acts of the REST face, and no more. */
public final class AdminCommand {

    /** First words of such commands. */
    public static final Set<String> NAMES = Set.of("users", "passkeys", "codes", "settings", "audit");

    /** How the commands are used. */
    public static final String USAGE = """
            Administers users and passkeys in the database, also while no server runs.

            java -jar {jar} users list [--prefix <text>] [--state with|without|disabled|required-without]
                [--unused-since <time>] [--limit <number>] [--after <next>]
            java -jar {jar} users show|export|disable|enable|ask-again|forget <name>
            java -jar {jar} users rename <name> <new name>
            java -jar {jar} passkeys disable|enable|revoke <id>
            java -jar {jar} passkeys revoke-all <name>
            java -jar {jar} passkeys seal
            java -jar {jar} codes list
            java -jar {jar} codes issue <name> [--lifetime PT24H] [--approvals 1|2]
            java -jar {jar} codes approve|revoke <name>
            java -jar {jar} settings list
            java -jar {jar} settings set <key> <value>
            java -jar {jar} settings reset <key>
            java -jar {jar} audit verify
            java -jar {jar} audit export [--since <time>]

            --url <jdbc:...> --user <name> --driver-jar <file>
                The database. Its password is read from PASSKEYS_DB_PASSWORD, or asked for.
            --user-base <text>
                passkeys.users, or the context path of the application. It is needed if the database has several.
            --exact-names
                The application has passkeys.user-names=exact.
            PASSKEYS_AUDIT_SECRET
                passkeys.audit.secret, in the environment. It is needed if the application has an audit table; previous secrets
                follow it, separated by commas.
            PASSKEYS_ROW_SECRET
                passkeys.row-secret, in the environment, for passkeys seal and, if rows are sealed, users rename; previous secrets
                follow it, separated by commas.
            --as <operator>
                Name of the operator for the audit. Default: the user of the operating system.
            --yes
                Does not ask before a change that takes something away.
            --json
                Prints JSON.
            """;

    private static final String ROW_SECRET = "PASSKEYS_ROW_SECRET";

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int WRONG_USAGE = 2;

    private static final int MOST = 1000;

    private final Terminal terminal;

    /**
     * Takes the terminal.
     *
     * @param terminal where it runs
     */
    public AdminCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Runs a command.
     *
     * @param given all words
     * @param jar the name of the jar, for the usage
     * @return the exit code: 0 success, 1 refused, 2 wrong usage
     */
    public int run(List<String> given, String jar) {
        try {
            return run(Words.parse(given));
        } catch (WrongUsageException e) {
            terminal.err().println(e.getMessage());
            terminal.err().print(USAGE.replace("{jar}", jar));
            return WRONG_USAGE;
        } catch (ProblemException e) {
            terminal.err().println(Problem.of(e.failure()).sentence() + " (" + e.getMessage() + ")");
            return REFUSED;
        } catch (StoreUnavailableException e) {
            terminal.err().println("Nothing was changed: " + e.getMessage());
            return REFUSED;
        }
    }

    private int run(Words words) throws WrongUsageException, ProblemException {
        Act act = act(words);
        JdbcDatabase database = database(words);
        UserBase users = users(words, database);
        Optional<AuditKeys> keys =
                AuditTable.keys(terminal, database, users, words.words().get(0).equals("audit"));
        RowSeals seals = seals(act, database, users);
        if (act.question().isPresent() && !isSure(words, act.question().get() + " (users of " + users + ")")) {
            terminal.err().println("Nothing was changed.");
            return REFUSED;
        }
        String operator = words.option("--as").orElseGet(() -> System.getProperty("user.name") + " (command line)");
        Session session = session(database, users, keys, seals, operator, words.has("--json"));
        return act.work().run(session) ? DONE : REFUSED;
    }

    /**
     * Observers of events are in applications, and none runs here. The audit log is on the terminal, or where java.util.logging has it. Whose
     * account a name is, only the application can say.
     */
    private Session session(
            JdbcDatabase database,
            UserBase users,
            Optional<AuditKeys> keys,
            RowSeals seals,
            String operator,
            boolean json) {
        Clock clock = Clock.tickMillis(ZoneOffset.UTC);
        SecureRandom random = new SecureRandom();
        AdminDatabase audited = keys.<AdminDatabase>map(
                        known -> AuditTable.of(database, known.current(), users, random, clock))
                .orElse(database);
        AuditLog log = new AuditLog();
        Events events = event -> log.write(event, Optional.empty());
        return new Session(
                new Administration(audited, users, events, clock, seals, () -> Optional.of(RequiredUsers.TOLD)),
                new Codes(audited, users, name -> true, events, random, clock),
                keys.map(known -> new AuditReview(database, users.id(), known, Map::of)),
                new RuntimeChanges(audited, users, RuntimeSettings::checkValue, known -> {}, events, clock),
                operator,
                terminal,
                json);
    }

    /** Who renames a user, or seals, needs the secret where rows are sealed: they would sign nobody in afterwards. */
    private RowSeals seals(Act act, AdminDatabase database, UserBase users)
            throws WrongUsageException, ProblemException {
        Optional<String> given = terminal.variable(ROW_SECRET);
        if (given.isEmpty()
                && (act.seals() == Act.Seals.MAKE || (act.seals() == Act.Seals.KEEP && isSealed(database, users)))) {
            throw new WrongUsageException(
                    "Set the environment variable " + ROW_SECRET + " to passkeys.row-secret of the application.");
        }
        try {
            return new RowSeals(RowSeals.keys(given.stream().flatMap(text -> Stream.of(text.split(",")))), true);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(ROW_SECRET + " is not 32 bytes in base64url.");
        }
    }

    private static boolean isSealed(AdminDatabase database, UserBase users) throws ProblemException {
        return database.transact(sql -> new UserStatements(sql, users, RowSeals.NONE).isSealed());
    }

    private JdbcDatabase database(Words words) throws WrongUsageException {
        String url = words.required("--url");
        Optional<String> user = words.option("--user");
        Optional<String> password = terminal.variable("PASSKEYS_DB_PASSWORD")
                .or(() -> user.flatMap(name -> terminal.askSecret("Password of " + name + ": ")));
        return new JdbcDatabase(Driver.of(words.option("--driver-jar"), url, user, password));
    }

    /** Never guesses: who has two applications on a database says which one is meant. */
    private static UserBase users(Words words, AdminDatabase database) throws WrongUsageException, ProblemException {
        boolean exact = words.has("--exact-names");
        Optional<String> given = words.option("--user-base");
        if (given.isPresent()) {
            return new UserBase(given.get(), exact);
        }
        List<String> bases = database
                .transact(sql -> sql.query(
                        MOST,
                        "SELECT b.USER_BASE FROM PASSKEY_USER b WHERE b.USER_BASE IS NOT NULL UNION"
                                + " SELECT w.USER_BASE FROM PASSKEY_PASSWORD_LOGIN w WHERE w.USER_BASE IS NOT NULL"))
                .stream()
                .map((Row row) -> row.text(0))
                .sorted()
                .toList();
        if (bases.size() != 1) {
            throw new WrongUsageException("Give --user-base, one of: " + String.join(", ", bases) + ".");
        }
        return new UserBase(bases.get(0), exact);
    }

    private boolean isSure(Words words, String question) {
        return words.has("--yes")
                || terminal.ask(question + " Type yes to continue: ")
                        .filter(answer -> answer.strip().equals("yes"))
                        .isPresent();
    }

    private static Act act(Words words) throws WrongUsageException {
        List<String> given = words.words();
        String command = String.join(" ", given.subList(0, Math.min(2, given.size())));
        return switch (given.isEmpty() ? "" : given.get(0)) {
            case "codes" -> CodeActs.of(command, words);
            case "settings" -> SettingActs.of(command, words);
            case "audit" -> AuditActs.of(command, words);
            default -> UserActs.of(command, words);
        };
    }
}
