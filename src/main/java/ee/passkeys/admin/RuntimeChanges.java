// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.credential.sql.RuntimeSettingStatements;
import ee.passkeys.credential.sql.RuntimeSettingStatements.Change;
import ee.passkeys.event.Events;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.UserBase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Changes of settings by operators while the application runs. This node knows of one at once, and every other within five seconds. */
public final class RuntimeChanges {

    /** In place of a value in what is told, where the setting counts as it is written. */
    private static final String WRITTEN = "written";

    private final AdminDatabase database;
    private final UserBase users;
    private final Check check;
    private final Consumer<Map<String, String>> node;
    private final Events events;
    private final Clock clock;

    /** Tells a change that can be made from others. */
    @FunctionalInterface
    public interface Check {

        /**
         * Checks a change.
         *
         * @param key the key of a setting
         * @param value the new text
         * @throws IllegalArgumentException when it cannot be made
         */
        void check(String key, String value);
    }

    /**
     * Takes the database.
     *
     * @param database where the changes are
     * @param users the user base, for whose applications they count
     * @param check which changes can be made
     * @param node is told the changes in force, texts by key, after each change
     * @param events where changes are told
     * @param clock the time
     */
    public RuntimeChanges(
            AdminDatabase database,
            UserBase users,
            Check check,
            Consumer<Map<String, String>> node,
            Events events,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.check = check;
        this.node = node;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Returns the changes in force.
     *
     * @return a change for each key that is changed
     * @throws ProblemException never
     */
    public List<Change> all() throws ProblemException {
        return database.transact(sql -> new RuntimeSettingStatements(sql, users).all());
    }

    /**
     * Changes a setting.
     *
     * @param operator who does it
     * @param key the key
     * @param value the new text
     * @throws ProblemException {@code malformed-request} when it cannot be changed to that
     */
    public void change(String operator, String key, String value) throws ProblemException {
        try {
            check.check(key, value.strip());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, String.valueOf(e.getMessage()), e);
        }
        put(operator, key, Optional.of(value.strip()));
    }

    /**
     * Has a setting count again as it is written.
     *
     * @param operator who does it
     * @param key the key
     * @throws ProblemException never; a setting that is not changed stays as it is
     */
    public void reset(String operator, String key) throws ProblemException {
        put(operator, key, Optional.empty());
    }

    private void put(String operator, String key, Optional<String> value) throws ProblemException {
        List<PasskeyEvent> told = new ArrayList<>();
        Outcome outcome = database.transact(
                sql -> {
                    RuntimeSettingStatements stored = new RuntimeSettingStatements(sql, users);
                    Optional<String> before = stored.of(key).map(Change::value);
                    value.ifPresentOrElse(
                            text -> stored.put(new Change(key, text, operator, clock.instant())),
                            () -> stored.remove(key));
                    return new Outcome(before, stored.all());
                },
                done -> {
                    if (!done.before().equals(value)) {
                        told.add(new PasskeyEvent.SettingChanged(
                                clock.instant(), operator, key, done.before().orElse(WRITTEN), value.orElse(WRITTEN)));
                    }
                    return told;
                },
                operator);
        node.accept(RuntimeSettingStatements.texts(outcome.now()));
        told.forEach(events::send);
    }

    /**
     * What a change leaves.
     *
     * @param before the text that was in force, if the setting was changed before
     * @param now all changes in force
     */
    private record Outcome(Optional<String> before, List<Change> now) {}
}
