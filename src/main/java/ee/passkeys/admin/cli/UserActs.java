// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import ee.passkeys.admin.AdminJson;
import ee.passkeys.credential.sql.ListedUser;
import ee.passkeys.credential.sql.Sealing;
import ee.passkeys.credential.sql.UserFilter;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.CredentialId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Acts on users and passkeys. */
final class UserActs {

    private static final int PAGE = 50;
    private static final int MOST = 1000;

    private static final String TOLD_ALONE =
            "The database does not have passkeys.rollout: the list has the users whom the enrollment page told that they need a passkey.";

    private UserActs() {}

    static Act of(String command, Words words) throws WrongUsageException {
        List<String> given = words.words();
        return switch (command) {
            case "users list" -> {
                words.count(2);
                UserFilter filter = filter(words);
                yield Act.at(session -> list(session, session.users().list(filter), filter));
            }
            case "users show" -> {
                String name = words.last();
                yield Act.at(
                        session -> session.print(AdminJson.user(session.users().user(name))));
            }
            case "users export" -> {
                String name = words.last();
                yield Act.at(session ->
                        session.print(AdminJson.export(session.users().export(session.operator(), name))));
            }
            case "users disable" -> {
                String name = words.last();
                yield Act.asking(
                        "All passkeys of " + name + " will be disabled.",
                        session -> session.say("disabled", session.users().disable(session.operator(), name)));
            }
            case "users enable" -> {
                String name = words.last();
                yield Act.at(session -> session.say("enabled", session.users().enable(session.operator(), name)));
            }
            case "users ask-again" -> {
                String name = words.last();
                yield Act.at(session ->
                        session.say("changed", session.users().askAgain(session.operator(), name) ? 1 : 0));
            }
            case "users forget" -> {
                String name = words.last();
                yield Act.asking(
                        "All data of " + name + " will be deleted.",
                        session -> session.say("removed", session.users().forget(session.operator(), name)));
            }
            case "users rename" -> {
                words.count(4);
                yield Act.asking(
                                "The passkeys of " + given.get(2) + " will sign in as " + given.get(3) + ".",
                                session -> {
                                    session.users().rename(session.operator(), given.get(2), given.get(3));
                                    session.say("renamed", 1);
                                })
                        .with(Act.Seals.KEEP);
            }
            case "passkeys seal" -> {
                words.count(2);
                yield Act.asking(
                                "All passkeys without a seal will be sealed as they are in the database.",
                                UserActs::seal)
                        .with(Act.Seals.MAKE);
            }
            case "passkeys revoke-all" -> {
                String name = words.last();
                yield Act.asking(
                        "All passkeys of " + name + " will be deleted.",
                        session -> session.say("removed", session.users().revokeAll(session.operator(), name)));
            }
            case "passkeys disable" -> {
                CredentialId id = id(words.last());
                yield Act.asking("The passkey will be disabled.", session -> {
                    session.users().disable(session.operator(), id);
                    session.say("disabled", 1);
                });
            }
            case "passkeys enable" -> {
                CredentialId id = id(words.last());
                yield Act.at(session -> {
                    session.users().enable(session.operator(), id);
                    session.say("enabled", 1);
                });
            }
            case "passkeys revoke" -> {
                CredentialId id = id(words.last());
                yield Act.asking("The passkey will be deleted.", session -> {
                    session.users().revoke(session.operator(), id);
                    session.say("removed", 1);
                });
            }
            default -> throw new WrongUsageException("Unknown command " + command + ".");
        };
    }

    private static void seal(Session session) throws ProblemException {
        Sealing done = session.users().seal(session.operator());
        session.say("sealed", done.sealed());
        if (done.forged() > 0) {
            session.say("wrong seals, which stay", done.forged());
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
                    UserFilter.State.of(words.option("--state").orElse("all")),
                    words.option("--unused-since").map(Instant::parse),
                    words.option("--after"),
                    limit(words.option("--limit")));
        } catch (DateTimeParseException e) {
            throw new WrongUsageException("--unused-since needs a time such as 2026-01-31T00:00:00Z.");
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(
                    "--state is all, with, without, disabled or required-without; --limit is a number up to " + MOST
                            + ".");
        }
    }

    private static int limit(Optional<String> text) {
        int limit = text.map(Integer::valueOf).orElse(PAGE);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit");
        }
        return limit;
    }

    private static void list(Session session, List<ListedUser> page, UserFilter filter) {
        JsonNode all = AdminJson.users(page, filter.most());
        if (filter.state() == UserFilter.State.REQUIRED_WITHOUT) {
            session.terminal().err().println(TOLD_ALONE);
        }
        if (session.json()) {
            session.print(all);
            return;
        }
        for (ListedUser user : page) {
            session.terminal()
                    .out()
                    .printf(
                            "%-40s %3d passkeys, %d disabled, last used %s%n",
                            Session.plain(user.name()),
                            user.passkeys(),
                            user.disabled(),
                            user.lastUsedAt().map(Instant::toString).orElse("never"));
        }
        if (all.has("next")) {
            session.terminal().out().println("More: --after " + all.path("next").asText());
        }
    }
}
