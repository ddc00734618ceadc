// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import ee.passkeys.config.Settings.GraftMode;
import ee.passkeys.config.Settings.GraftSettings;
import ee.passkeys.config.Settings.Level;
import ee.passkeys.config.Settings.RolloutSettings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settings that administrators changed while the application runs, as this node knows them: the switch, the general rollout level, and the mode
 * of the login form. They never allow what the written settings do not prepare.
 *
 * <p>Safe for use by many threads.
 */
public final class RuntimeSettings {

    /** The keys that can be changed. */
    public static final Set<String> KEYS =
            Set.of(Setting.ENABLED.key(), Setting.ROLLOUT.key(), Setting.ENHANCE_LOGIN_FORM.key());

    private final Settings written;
    private final Switch passkeys;
    private volatile Map<String, String> changed = Map.of();

    /**
     * Knows of no change.
     *
     * @param written the settings as they are written
     * @param passkeys the switch
     */
    public RuntimeSettings(Settings written, Switch passkeys) {
        this.written = written;
        this.passkeys = passkeys;
    }

    /**
     * Notes what is changed now.
     *
     * @param values texts by key; what is no value of its setting changes nothing, but for the switch, which is off then
     */
    public void know(Map<String, String> values) {
        changed = Map.copyOf(values);
        passkeys.allow(Optional.ofNullable(values.get(Setting.ENABLED.key()))
                .filter(text -> !text.equals("true"))
                .isEmpty());
    }

    /**
     * Checks a change.
     *
     * @param key a key
     * @param value the new text
     * @throws IllegalArgumentException when it is no setting that can be changed, no value of it, or not prepared by the written settings; the
     *     message says which
     */
    public void check(String key, String value) {
        checkValue(key, value);
        if (key.equals(Setting.ROLLOUT.key())
                && SettingType.LEVEL.read(value) == Level.REQUIRE
                && !written.rollout().asks()) {
            throw new IllegalArgumentException(
                    "passkeys.enrollment is off, so that users could not be asked for a passkey");
        }
        if (key.equals(Setting.ENHANCE_LOGIN_FORM.key()) && written.graft().mode() == GraftMode.OFF) {
            throw new IllegalArgumentException(key + " is off at startup; set it to report or on and restart");
        }
    }

    /**
     * Checks a change as far as that is possible without the written settings.
     *
     * @param key a key
     * @param value the new text
     * @throws IllegalArgumentException when it is no setting that can be changed, or no value of it
     */
    public static void checkValue(String key, String value) {
        SettingType<?> type = key.equals(Setting.ENABLED.key())
                ? SettingType.BOOLEAN
                : key.equals(Setting.ROLLOUT.key()) ? SettingType.LEVEL : SettingType.GRAFT;
        if (!KEYS.contains(key)) {
            throw new IllegalArgumentException(key + " cannot be changed while the application runs");
        }
        try {
            type.read(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " is " + type.allowedValues(), e);
        }
    }

    /**
     * Returns the settings of the rollout in force.
     *
     * @return those that are written, with the level as it was changed
     */
    public RolloutSettings rollout() {
        RolloutSettings rollout = written.rollout();
        return value(Setting.ROLLOUT)
                .map(SettingType.LEVEL::read)
                .map(rollout::with)
                .orElse(rollout);
    }

    /**
     * Returns the mode of the login form in force.
     *
     * @return the one that is written, or as it was changed
     */
    public GraftMode loginForm() {
        GraftSettings graft = written.graft();
        return value(Setting.ENHANCE_LOGIN_FORM).map(SettingType.GRAFT::read).orElse(graft.mode());
    }

    /** The changed text, if it could be changed to it now. */
    private Optional<String> value(Setting setting) {
        return Optional.ofNullable(changed.get(setting.key())).filter(text -> isAllowed(setting.key(), text));
    }

    private boolean isAllowed(String key, String text) {
        try {
            check(key, text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
