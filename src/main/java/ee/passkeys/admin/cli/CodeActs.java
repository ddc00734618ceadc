// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin.cli;

import ee.passkeys.admin.AdminJson;
import ee.passkeys.admin.Codes.Issued;
import ee.passkeys.credential.sql.CodeStatements.OpenCode;
import ee.passkeys.problem.Json;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Acts on enrollment codes. */
final class CodeActs {

    private static final String APPROVALS = "--approvals is 1 or 2.";
    private static final Duration LONGEST = Duration.ofDays(366);

    private CodeActs() {}

    static Act of(String command, Words words) throws WrongUsageException {
        return switch (command) {
            case "codes list" -> {
                words.count(2);
                yield Act.at(session -> list(session, session.codes().enrollments()));
            }
            case "codes issue" -> {
                String name = words.last();
                Duration lifetime = lifetime(words);
                int approvals = approvals(words);
                yield Act.at(session ->
                        issued(session, session.codes().issue(session.operator(), name, lifetime, approvals)));
            }
            case "codes approve" -> {
                String name = words.last();
                yield Act.at(session -> {
                    session.codes().approve(session.operator(), name);
                    session.say("approved", 1);
                });
            }
            case "codes revoke" -> {
                String name = words.last();
                yield Act.asking("The enrollment code of " + name + " will be deleted.", session -> {
                    session.codes().withdraw(session.operator(), name);
                    session.say("revoked", 1);
                });
            }
            default -> throw new WrongUsageException("Unknown command " + command + ".");
        };
    }

    private static Duration lifetime(Words words) throws WrongUsageException {
        try {
            Duration lifetime = Duration.parse(words.option("--lifetime").orElse("PT24H"));
            if (lifetime.isZero() || lifetime.isNegative() || lifetime.compareTo(LONGEST) > 0) {
                throw new WrongUsageException("--lifetime is at most 366 days.");
            }
            return lifetime;
        } catch (DateTimeParseException e) {
            throw new WrongUsageException("--lifetime needs a duration such as PT24H.");
        }
    }

    private static int approvals(Words words) throws WrongUsageException {
        return switch (words.option("--approvals").orElse("1")) {
            case "1" -> 1;
            case "2" -> 2;
            default -> throw new WrongUsageException(APPROVALS);
        };
    }

    private static void issued(Session session, Issued issued) {
        if (session.json()) {
            session.print(Json.object()
                    .put("code", issued.code())
                    .put("expiresAt", issued.expiresAt().toString())
                    .put("approvals", issued.approvals()));
            return;
        }
        session.say(issued.code());
        session.say("The code is shown once. It creates one passkey at passkeys/recover until " + issued.expiresAt()
                + (issued.approvals() > 0 ? ", after another administrator has approved it." : "."));
    }

    private static void list(Session session, List<OpenCode> codes) {
        if (session.json()) {
            session.print(AdminJson.codes(codes));
            return;
        }
        codes.forEach(code -> session.say(String.format(
                "%-40s issued by %s, expires %s, approvals missing: %d",
                Session.plain(code.name()), Session.plain(code.issuedBy()), code.expiresAt(), code.approvals())));
    }
}
