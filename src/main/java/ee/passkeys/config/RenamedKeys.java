// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Keys of settings that have another name now. An old key is an error that names the new one. To be removed before version 1.0. */
final class RenamedKeys {

    /** The old key of the setting that decides what other errors lead to. */
    static final String WRONG_SETTINGS = "passkeys.wrong-settings";

    private static final Map<String, String> NEW_BY_OLD = newByOld();

    private RenamedKeys() {}

    private static Map<String, String> newByOld() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put(WRONG_SETTINGS, "passkeys.on-invalid-settings");
        keys.put("passkeys.counter", "passkeys.signature-counter");
        keys.put("passkeys.recent-sign-in", "passkeys.manage.max-age");
        keys.put("passkeys.change-with", "passkeys.manage.requires");
        keys.put("passkeys.most-per-user", "passkeys.max-per-user");
        keys.put("passkeys.graft", "passkeys.enhance-login-form");
        keys.put("passkeys.graft.form", "passkeys.enhance-login-form.selector");
        keys.put("passkeys.enrolment", "passkeys.enrollment");
        keys.put("passkeys.enrolment.again", "passkeys.enrollment.interval");
        keys.put("passkeys.parity", "passkeys.groups.parity");
        keys.put("passkeys.doctor-role", "passkeys.admin-role");
        Stream.of("per-address", "per-name", "address-header")
                .forEach(limit -> keys.put("passkeys.limit." + limit, "passkeys.rate-limit." + limit));
        return keys;
    }

    /**
     * Tells whether a key is an old one.
     *
     * @param key such as {@code passkeys.graft}
     * @return whether the setting has another key now
     */
    static boolean contains(String key) {
        return NEW_BY_OLD.containsKey(key);
    }

    /**
     * Finds the old keys that are set. Each is looked up by itself, because the environment cannot list its keys.
     *
     * @param source the settings
     * @param found receives the old key and the new one, both as the operator writes them
     */
    static void find(SettingSource source, BiConsumer<String, String> found) {
        NEW_BY_OLD.forEach((old, renamed) -> {
            if (source.get(old).filter(text -> !text.isBlank()).isPresent()) {
                String written = source.written(old);
                found.accept(written, written.equals(old) ? renamed : source.own(renamed));
            }
        });
    }
}
