// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import ee.passkeys.admin.AdminDatabase;
import ee.passkeys.admin.AdminJson;
import ee.passkeys.admin.Administration;
import ee.passkeys.admin.JdbcDatabase;
import ee.passkeys.audit.AuditLog;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.sql.ListedUser;
import ee.passkeys.credential.sql.Row;
import ee.passkeys.credential.sql.UserFilter;
import ee.passkeys.event.Events;
import ee.passkeys.problem.Problem;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserBase;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Command of an operator on the database: the acts of the REST face, and no more. */
public final class AdminCommand {

    /** First words of such commands. */
    public static final Set<String> NAMES = Set.of("users", "passkeys");

    /** How the commands are used. */
    public static final String USAGE = """
            Administers users and passkeys in the database, also while no server runs.

            java -jar {jar} users list [--prefix <text>] [--state with|without|disabled]
                [--unused-since <time>] [--limit <number>] [--after <next>]
            java -jar {jar} users show|export|disable|enable|ask-again|forget <name>
            java -jar {jar} users rename <name> <new name>
            java -jar {jar} passkeys disable|enable|revoke <id>
            java -jar {jar} passkeys revoke-all <name>

            --url <jdbc:...> --user <name> --driver-jar <file>
                The database. Its password is read from PASSKEYS_DB_PASSWORD, or asked for.
            --user-base <text>
                passkeys.users, or the context path of the application. It is needed if the database has several.
            --exact-names
                The application has passkeys.user-names=exact.
            --as <operator>
                Name of the operator for the audit. Default: the user of the operating system.
            --yes
                Does not ask before a change that takes something away.
            --json
                Prints JSON.
            """;

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int WRONG_USAGE = 2;

    private static final int PAGE = 50;
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
        AdminDatabase database = database(words);
        UserBase users = users(words, database);
        if (act.question().isPresent() && !isSure(words, act.question().get() + " (users of " + users + ")")) {
            terminal.err().println("Nothing was changed.");
            return REFUSED;
        }
        String operator = words.option("--as").orElseGet(() -> System.getProperty("user.name") + " (command line)");
        // Observers of events are in applications, and none runs here. The audit log is on the terminal, or where
        // java.util.logging has it.
        AuditLog audit = new AuditLog();
        Events events = event -> audit.write(event, Optional.empty());
        act.work().run(new Administration(database, users, events, Clock.systemUTC()), operator);
        return DONE;
    }

    private AdminDatabase database(Words words) throws WrongUsageException {
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

    /**
     * What to do.
     *
     * @param question to ask before, empty where nothing is taken away
     * @param work does it
     */
    private record Act(Optional<String> question, Work work) {

        static Act at(Work work) {
            return new Act(Optional.empty(), work);
        }

        static Act asking(String question, Work work) {
            return new Act(Optional.of(question), work);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run(Administration administration, String operator) throws ProblemException;
    }

    private Act act(Words words) throws WrongUsageException {
        List<String> given = words.words();
        String command = String.join(" ", given.subList(0, Math.min(2, given.size())));
        boolean json = words.has("--json");
        return switch (command) {
            case "users list" -> {
                count(words, 2);
                UserFilter filter = filter(words);
                yield Act.at((acts, by) -> list(acts.list(filter), filter, json));
            }
            case "users show" -> {
                String name = last(words);
                yield Act.at((acts, by) -> print(AdminJson.user(acts.user(name))));
            }
            case "users export" -> {
                String name = last(words);
                yield Act.at((acts, by) -> print(AdminJson.export(acts.export(by, name))));
            }
            case "users disable" -> {
                String name = last(words);
                yield Act.asking(
                        "All passkeys of " + name + " will be disabled.",
                        (acts, by) -> say(json, "disabled", acts.disable(by, name)));
            }
            case "users enable" -> {
                String name = last(words);
                yield Act.at((acts, by) -> say(json, "enabled", acts.enable(by, name)));
            }
            case "users ask-again" -> {
                String name = last(words);
                yield Act.at((acts, by) -> say(json, "changed", acts.askAgain(by, name) ? 1 : 0));
            }
            case "users forget" -> {
                String name = last(words);
                yield Act.asking(
                        "All data of " + name + " will be deleted.",
                        (acts, by) -> say(json, "removed", acts.forget(by, name)));
            }
            case "users rename" -> {
                count(words, 4);
                yield Act.asking(
                        "The passkeys of " + given.get(2) + " will sign in as " + given.get(3) + ".", (acts, by) -> {
                            acts.rename(by, given.get(2), given.get(3));
                            say(json, "renamed", 1);
                        });
            }
            case "passkeys revoke-all" -> {
                String name = last(words);
                yield Act.asking(
                        "All passkeys of " + name + " will be deleted.",
                        (acts, by) -> say(json, "removed", acts.revokeAll(by, name)));
            }
            case "passkeys disable" -> {
                CredentialId id = id(last(words));
                yield Act.asking("The passkey will be disabled.", (acts, by) -> {
                    acts.disable(by, id);
                    say(json, "disabled", 1);
                });
            }
            case "passkeys enable" -> {
                CredentialId id = id(last(words));
                yield Act.at((acts, by) -> {
                    acts.enable(by, id);
                    say(json, "enabled", 1);
                });
            }
            case "passkeys revoke" -> {
                CredentialId id = id(last(words));
                yield Act.asking("The passkey will be deleted.", (acts, by) -> {
                    acts.revoke(by, id);
                    say(json, "removed", 1);
                });
            }
            default -> throw new WrongUsageException("Unknown command " + command + ".");
        };
    }

    private static String last(Words words) throws WrongUsageException {
        count(words, 3);
        return words.words().get(2);
    }

    private static void count(Words words, int count) throws WrongUsageException {
        if (words.words().size() != count) {
            throw new WrongUsageException("The command takes " + (count - 2) + " names.");
        }
    }

    private static CredentialId id(String text) throws WrongUsageException {
        try {
            return new CredentialId(text);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException("Not the ID of a passkey: " + text);
        }
    }

    private static UserFilter filter(Words words) throws WrongUsageException {
        try {
            return new UserFilter(
                    words.option("--prefix").orElse(""),
                    UserFilter.State.valueOf(
                            words.option("--state").orElse("all").toUpperCase(Locale.ROOT)),
                    words.option("--unused-since").map(Instant::parse),
                    words.option("--after"),
                    limit(words.option("--limit")));
        } catch (DateTimeParseException e) {
            throw new WrongUsageException("--unused-since needs a time such as 2026-01-31T00:00:00Z.");
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(
                    "--state is all, with, without or disabled; --limit is a number up to " + MOST + ".");
        }
    }

    private static int limit(Optional<String> text) {
        int limit = text.map(Integer::valueOf).orElse(PAGE);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit");
        }
        return limit;
    }

    private void list(List<ListedUser> page, UserFilter filter, boolean json) {
        JsonNode all = AdminJson.users(page, filter.most());
        if (json) {
            print(all);
            return;
        }
        for (ListedUser user : page) {
            terminal.out()
                    .printf(
                            "%-40s %3d passkeys, %d disabled, last used %s%n",
                            plain(user.name()),
                            user.passkeys(),
                            user.disabled(),
                            user.lastUsedAt().map(Instant::toString).orElse("never"));
        }
        if (all.has("next")) {
            terminal.out().println("More: --after " + all.path("next").asText());
        }
    }

    /** A name cannot change what the terminal shows. */
    private static String plain(String text) {
        return text.replaceAll("\\p{C}", "?");
    }

    private void print(JsonNode json) {
        terminal.out().println(json.toPrettyString());
    }

    private void say(boolean json, String what, int count) {
        terminal.out().println(json ? "{\"" + what + "\":" + count + "}" : what + ": " + count);
    }
}
