// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.sql.AuditRow;
import ee.passkeys.credential.sql.CodeStatements.OpenCode;
import ee.passkeys.credential.sql.ListedUser;
import ee.passkeys.credential.sql.RuntimeSettingStatements;
import ee.passkeys.credential.sql.UserTraces;
import ee.passkeys.problem.Json;
import ee.passkeys.value.Words;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** JSON of what operators see, the same for every face. */
public final class AdminJson {

    private AdminJson() {}

    /**
     * A page of users.
     *
     * @param page the users
     * @param most how many a page has
     * @return an object with {@code users}, and {@code next} unless it is the last page
     */
    public static ObjectNode users(List<ListedUser> page, int most) {
        ObjectNode json = Json.object();
        ArrayNode users = json.putArray("users");
        for (ListedUser user : page) {
            ObjectNode node = users.addObject()
                    .put("name", user.name())
                    .put("passkeys", user.passkeys())
                    .put("disabled", user.disabled());
            user.lastUsedAt().ifPresent(at -> node.put("lastUsedAt", at.toString()));
        }
        if (!page.isEmpty() && page.size() == most) {
            json.put("next", page.get(page.size() - 1).cursor());
        }
        return json;
    }

    /**
     * What is kept of a user, for an operator.
     *
     * @param user the user
     * @return an object without keys and handles
     */
    public static ObjectNode user(KeptUser user) {
        return write(user, false);
    }

    /**
     * The same, with the codes of the user.
     *
     * @param user the user
     * @param enrollment the enrollment code that was not used yet
     * @param recovery how many recovery codes the user has left
     * @param provider the name of a provider
     * @return an object without the codes themselves
     */
    public static ObjectNode user(
            KeptUser user, Optional<OpenCode> enrollment, int recovery, Function<UUID, Optional<String>> provider) {
        ObjectNode json = write(user, false).put("recoveryCodes", recovery);
        for (JsonNode passkey : json.path("passkeys")) {
            provider.apply(UUID.fromString(passkey.path("aaguid").textValue()))
                    .ifPresent(
                            name -> ((ObjectNode) passkey).putObject("provider").put("name", name));
        }
        enrollment.ifPresent(code -> json.putObject("enrollmentCode")
                .put("issuedBy", code.issuedBy())
                .put("issuedAt", code.issuedAt().toString())
                .put("expiresAt", code.expiresAt().toString())
                .put("approvals", code.approvals()));
        return json;
    }

    /**
     * Everything that is kept of a user, for the user.
     *
     * @param export all of it
     * @return an object with public keys and handles, and without the names of administrators, who are other persons
     */
    public static ObjectNode export(Administration.Export export) {
        ObjectNode json = write(export.user(), true);
        UserTraces traces = export.traces();
        ArrayNode codes = json.putArray("codes");
        traces.codes()
                .forEach(code -> codes.addObject()
                        .put("kind", code.kind().toLowerCase(Locale.ROOT))
                        .put("issuedAt", code.issuedAt().toString())
                        .put("expiresAt", code.expiresAt().toString())
                        .put("used", code.used()));
        ArrayNode tokens = json.putArray("refreshTokens");
        traces.tokens()
                .forEach(token -> tokens.addObject()
                        .put("passkey", token.passkey())
                        .put("authenticatedAt", token.authenticatedAt().toString())
                        .put("expiresAt", token.expiresAt().toString()));
        ArrayNode mails = json.putArray("mail");
        traces.mails()
                .forEach(mail -> mails.addObject()
                        .put("kind", mail.kind().toLowerCase(Locale.ROOT))
                        .put("happenedAt", mail.happenedAt().toString()));
        ArrayNode audit = json.putArray("audit");
        traces.audit().forEach(row -> audit.add(trace(row, export.user().name())));
        return json;
    }

    /** The address of an administrator is none of the user's. */
    private static ObjectNode trace(AuditRow row, String name) {
        boolean byUser = row.actor().isEmpty() || row.actor().equalsIgnoreCase(name);
        ObjectNode json = Json.object()
                .put("at", Instant.ofEpochMilli(row.atMs()).toString())
                .put("event", row.event())
                .put("byUser", byUser);
        text(json, "passkey", row.passkey());
        if (byUser) {
            text(json, "origin", row.origin());
            text(json, "client", row.client());
        }
        json.put("outcome", row.outcome());
        text(json, "reason", row.reason());
        text(json, "detail", row.detail());
        return json;
    }

    /**
     * A setting that an operator changed.
     *
     * @param change the change
     * @return an object without the key
     */
    public static ObjectNode change(RuntimeSettingStatements.Change change) {
        return Json.object()
                .put("value", change.value())
                .put("by", change.by())
                .put("at", change.at().toString());
    }

    /**
     * A row of the audit table.
     *
     * @param row the row
     * @return an object with all its columns
     */
    public static ObjectNode row(AuditRow row) {
        ObjectNode json = Json.object()
                .put("at", Instant.ofEpochMilli(row.atMs()).toString())
                .put("event", row.event());
        text(json, "actor", row.actor());
        text(json, "user", row.caller());
        text(json, "passkey", row.passkey());
        text(json, "origin", row.origin());
        text(json, "client", row.client());
        text(json, "node", row.node());
        json.put("outcome", row.outcome());
        text(json, "reason", row.reason());
        text(json, "detail", row.detail());
        return json.put("chain", row.chain())
                .put("position", row.position())
                .put("previousMac", row.previous())
                .put("mac", row.mac());
    }

    private static void text(ObjectNode json, String key, String text) {
        if (!text.isEmpty()) {
            json.put(key, text);
        }
    }

    /**
     * Result of a verification of the audit table.
     *
     * @param report the result
     * @return an object with {@code findings}, none where all is right
     */
    public static ObjectNode report(AuditReview.Report report) {
        ObjectNode json = Json.object()
                .put("intact", report.findings().isEmpty())
                .put("chains", report.chains())
                .put("rows", report.rows());
        ArrayNode findings = json.putArray("findings");
        report.findings()
                .forEach(finding -> findings.addObject()
                        .put("chain", finding.chain())
                        .put("position", finding.position())
                        .put("kind", Words.of(finding.kind()))
                        .put("finding", finding.text()));
        return json;
    }

    /**
     * Enrollment codes that were not used yet.
     *
     * @param codes the codes
     * @return an array without the codes themselves
     */
    public static ArrayNode codes(List<OpenCode> codes) {
        ArrayNode json = Json.object().putArray("codes");
        codes.forEach(code -> json.addObject()
                .put("name", code.name())
                .put("issuedBy", code.issuedBy())
                .put("issuedAt", code.issuedAt().toString())
                .put("expiresAt", code.expiresAt().toString())
                .put("approvals", code.approvals()));
        return json;
    }

    private static ObjectNode write(KeptUser user, boolean whole) {
        ObjectNode json = Json.object().put("name", user.name());
        ArrayNode passkeys = json.putArray("passkeys");
        user.passkeys().forEach(passkey -> write(passkey, passkeys.addObject(), whole));
        user.passwordLogin().ifPresent(login -> {
            ObjectNode node = json.putObject("passwordSignIn")
                    .put("name", login.caller())
                    .put("groupsSince", login.at().toString());
            new TreeSet<>(login.groups()).forEach(node.putArray("groups")::add);
        });
        user.enrollment().ifPresent(record -> {
            ObjectNode node = json.putObject("enrollment")
                    .put("askedAt", record.askedAt().toString())
                    .put("declined", record.declined());
            moment(node, "requiredSince", record.requiredSince());
        });
        return json;
    }

    private static void write(Passkey passkey, ObjectNode json, boolean whole) {
        json.put("id", passkey.id().base64Url())
                .put("name", passkey.caller())
                .put("label", passkey.label())
                .put("rpId", passkey.rpId())
                .put("aaguid", passkey.aaguid().toString())
                .put("createdAt", passkey.createdAt().toString())
                .put("disabled", passkey.disabled())
                .put("backupEligible", passkey.backupEligible())
                .put("backedUp", passkey.backedUp())
                .put("userVerified", passkey.userVerified());
        moment(json, "lastUsedAt", passkey.lastUsedAt());
        passkey.transports().forEach(json.putArray("transports")::add);
        if (whole) {
            json.put("userHandle", passkey.owner().base64Url())
                    .put("publicKey", passkey.publicKey())
                    .put("signatureCount", passkey.signatureCount())
                    .put("attestation", passkey.attestation());
        }
    }

    private static void moment(ObjectNode json, String member, @Nullable Instant at) {
        if (at != null) {
            json.put(member, at.toString());
        }
    }
}
