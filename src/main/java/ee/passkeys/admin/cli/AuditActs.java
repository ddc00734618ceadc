// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin.cli;

import ee.passkeys.admin.AdminJson;
import ee.passkeys.admin.AuditReview;
import ee.passkeys.problem.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Acts on the audit table. */
final class AuditActs {

    private AuditActs() {}

    static Act of(String command, Words words) throws WrongUsageException {
        words.count(2);
        return switch (command) {
            case "audit verify" ->
                Act.checking(session -> verified(session, session.review().verify()));
            case "audit export" -> {
                Instant since = since(words);
                yield Act.at(session ->
                        session.review().export(since, row -> session.say(Json.write(AdminJson.row(row)))));
            }
            default -> throw new WrongUsageException("Unknown command " + command + ".");
        };
    }

    private static Instant since(Words words) throws WrongUsageException {
        try {
            return words.option("--since").map(Instant::parse).orElse(Instant.EPOCH);
        } catch (DateTimeParseException e) {
            throw new WrongUsageException("--since needs a time such as 2026-01-31T00:00:00Z.");
        }
    }

    private static boolean verified(Session session, AuditReview.Report report) {
        boolean intact = report.findings().isEmpty();
        if (session.json()) {
            session.print(AdminJson.report(report));
            return intact;
        }
        report.findings()
                .forEach(finding ->
                        session.say(Session.plain(finding.chain()) + " " + finding.kind() + " " + finding.text()));
        session.say(report.rows() + " rows in " + report.chains() + " chains, "
                + (intact ? "all intact" : report.findings().size() + " findings"));
        return intact;
    }
}
