// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.admin.Figures.Day;
import ee.passkeys.admin.Figures.Happened;
import ee.passkeys.admin.Figures.Method;
import ee.passkeys.admin.Figures.Report;
import ee.passkeys.config.Domain;
import ee.passkeys.credential.sql.FigureStatements.OfProvider;
import ee.passkeys.problem.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** JSON of the figures. */
public final class FiguresJson {

    private static final Map<Method, String> MEMBERS = Map.of(
            Method.PASSKEY, "passkey",
            Method.CONFIRMATION, "confirmation",
            Method.CODE, "code",
            Method.EMERGENCY_PASSWORD, "emergencyPassword",
            Method.UNCHECKED_PASSWORD, "uncheckedPassword");

    private FiguresJson() {}

    /**
     * Writes figures.
     *
     * @param report the figures
     * @param provider the name of a provider
     * @return an object, without {@code groups}, {@code required}, {@code signIns} and {@code refusals} where there is nothing to count
     */
    public static ObjectNode of(Report report, Function<UUID, Optional<String>> provider) {
        ObjectNode json = Json.object().put("at", report.at().toString());
        json.putObject("users")
                .put("known", report.users().known())
                .put("withPasskey", report.users().withPasskey());
        if (!report.groups().isEmpty()) {
            ArrayNode groups = json.putArray("groups");
            report.groups()
                    .forEach(group -> groups.addObject()
                            .put("name", group.name())
                            .put("users", group.users())
                            .put("withPasskey", group.withPasskey()));
        }
        json.putObject("passkeys")
                .put("synced", report.kinds().synced())
                .put("notSyncedYet", report.kinds().notSyncedYet())
                .put("oneDevice", report.kinds().oneDevice())
                .put("disabled", report.kinds().disabled());
        json.putObject("lastUsed")
                .put("within30Days", report.uses().within30Days())
                .put("within90Days", report.uses().within90Days())
                .put("earlier", report.uses().earlier())
                .put("never", report.uses().never());
        providers(report.providers(), provider, json.putArray("providers"));
        ArrayNode relyingParties = json.putArray("relyingParties");
        report.relyingParties().forEach(each -> {
            ObjectNode node = relyingParties
                    .addObject()
                    .put("rpId", each.counted().rpId())
                    .put("passkeys", each.counted().passkeys())
                    .put("users", each.counted().users())
                    .put("withNoOther", each.counted().withNoOther());
            if (each.domain() != Domain.CURRENT) {
                node.put("domain", each.domain().word());
            }
        });
        json.putObject("enrollment")
                .put("asked", report.enrollment().asked())
                .put("created", report.enrollment().created())
                .put("later", report.enrollment().later())
                .put("never", report.enrollment().never());
        report.required().ifPresent(required -> {
            ObjectNode node = json.putObject("required")
                    .put("users", required.users())
                    .put("withoutPasskey", required.withoutPasskey());
            required.names().forEach(node.putArray("names")::add);
        });
        json.put("audit", report.events().isPresent());
        report.events().ifPresent(events -> write(events, json));
        return json;
    }

    /** A provider may have several AAGUIDs. One without a name has its AAGUID. */
    private static void providers(List<OfProvider> counts, Function<UUID, Optional<String>> provider, ArrayNode json) {
        Map<String, ObjectNode> nodes = new TreeMap<>();
        for (OfProvider count : counts) {
            Optional<String> name = provider.apply(count.aaguid());
            ObjectNode node = nodes.computeIfAbsent(
                    name.orElse(count.aaguid().toString()),
                    key -> Json.object().put(name.isPresent() ? "name" : "aaguid", key));
            node.put("passkeys", node.path("passkeys").asLong() + count.passkeys());
        }
        List<ObjectNode> sorted = new ArrayList<>(nodes.values());
        sorted.sort(Comparator.comparingLong(
                        (ObjectNode node) -> node.path("passkeys").asLong())
                .reversed());
        json.addAll(sorted);
    }

    private static void write(Happened events, ObjectNode json) {
        ArrayNode days = json.putArray("signIns");
        for (Day day : events.days()) {
            ObjectNode node = days.addObject().put("day", day.date().toString());
            for (Method method : Method.values()) {
                node.put(MEMBERS.get(method), day.signIns().getOrDefault(method, 0L));
            }
        }
        ArrayNode refusals = json.putArray("refusals");
        events.refusals().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(code -> refusals.addObject().put("code", code.getKey()).put("count", code.getValue()));
    }
}
