// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import ee.passkeys.value.UserBase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Statements about settings that administrators changed while the application runs, within one transaction. */
public final class RuntimeSettingStatements {

    private static final String CHANGES =
            "SELECT s.SETTING_KEY, s.SETTING_VALUE, s.CHANGED_BY, s.CHANGED_MS FROM PASSKEY_RUNTIME_SETTING s WHERE ";

    private final Sql sql;
    private final UserBase users;

    /**
     * Takes a transaction.
     *
     * @param sql the transaction
     * @param users the user base, for whose applications they count
     */
    public RuntimeSettingStatements(Sql sql, UserBase users) {
        this.sql = sql;
        this.users = users;
    }

    /**
     * Setting that was changed.
     *
     * @param key such as {@code passkeys.rollout}
     * @param value its text in place of the one that is written
     * @param by the name of the operator
     * @param at when
     */
    public record Change(String key, String value, String by, Instant at) {}

    /**
     * Returns all changes.
     *
     * @return a change for each key, in the order of the keys
     */
    public List<Change> all() {
        return sql.query(Integer.MAX_VALUE, CHANGES + "s.USER_BASE = ? ORDER BY s.SETTING_KEY", users.id()).stream()
                .map(RuntimeSettingStatements::change)
                .toList();
    }

    /**
     * Returns the change of a key.
     *
     * @param key the key
     * @return empty where the setting counts as it is written
     */
    public Optional<Change> of(String key) {
        return sql.query(1, CHANGES + "s.ID = ?", id(key)).stream().findFirst().map(RuntimeSettingStatements::change);
    }

    /**
     * Returns what changed settings say.
     *
     * @param changes the changes in force
     * @return their texts by key
     */
    public static Map<String, String> texts(List<Change> changes) {
        return changes.stream().collect(Collectors.toMap(Change::key, Change::value));
    }

    /**
     * Stores a change in place of the one before.
     *
     * @param change the change
     */
    public void put(Change change) {
        remove(change.key());
        sql.change(
                "INSERT INTO PASSKEY_RUNTIME_SETTING (ID, USER_BASE, SETTING_KEY, SETTING_VALUE, CHANGED_BY, CHANGED_MS)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                id(change.key()),
                users.id(),
                change.key(),
                change.value(),
                change.by(),
                change.at().toEpochMilli());
    }

    /**
     * Has a setting count again as it is written.
     *
     * @param key the key
     */
    public void remove(String key) {
        sql.change("DELETE FROM PASSKEY_RUNTIME_SETTING WHERE ID = ?", id(key));
    }

    private String id(String key) {
        return HashedKeys.ofApplication(users.id() + "\n" + key);
    }

    private static Change change(Row row) {
        return new Change(row.text(0), row.text(1), row.text(2), Instant.ofEpochMilli(row.number(3)));
    }
}
