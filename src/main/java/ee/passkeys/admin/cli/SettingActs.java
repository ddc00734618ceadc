// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import ee.passkeys.admin.AdminJson;
import ee.passkeys.config.RuntimeSettings;
import ee.passkeys.credential.sql.RuntimeSettingStatements.Change;
import ee.passkeys.problem.Json;
import java.util.List;

/** Acts on settings that count while the application runs. */
final class SettingActs {

    private SettingActs() {}

    static Act of(String command, Words words) throws WrongUsageException {
        List<String> given = words.words();
        return switch (command) {
            case "settings list" -> {
                words.count(2);
                yield Act.at(session -> list(session, session.settings().all()));
            }
            case "settings set" -> {
                words.count(4);
                String key = given.get(2);
                String value = given.get(3);
                try {
                    RuntimeSettings.checkValue(key, value);
                } catch (IllegalArgumentException e) {
                    throw new WrongUsageException(e.getMessage() + ".");
                }
                yield Act.asking(key + " will be " + value + " on all nodes.", session -> {
                    session.settings().change(session.operator(), key, value);
                    session.say("changed", 1);
                });
            }
            case "settings reset" -> {
                String key = words.last();
                yield Act.asking(key + " will be as it is written.", session -> {
                    session.settings().reset(session.operator(), key);
                    session.say("changed", 1);
                });
            }
            default -> throw new WrongUsageException("Unknown command " + command + ".");
        };
    }

    private static void list(Session session, List<Change> changes) {
        if (session.json()) {
            ArrayNode all = Json.object().putArray("settings");
            changes.forEach(change -> all.addObject().put("key", change.key()).setAll(AdminJson.change(change)));
            session.print(all);
            return;
        }
        changes.forEach(change -> session.say(String.format(
                "%-30s %s, changed by %s at %s",
                change.key(), Session.plain(change.value()), Session.plain(change.by()), change.at())));
    }
}
