// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Source that reads system properties first, then environment variables, where {@code passkeys.rp.id} is written {@code PASSKEYS_RP_ID}.
 */
final class ProcessSource implements SettingSource {

    private final Map<String, String> environment;

    /**
     * Creates a source that reads system properties at each call.
     *
     * @param environment values by the names of variables
     */
    ProcessSource(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(System.getProperty(key))
                .or(() -> Optional.ofNullable(environment.get(variable(key))));
    }

    @Override
    public Optional<String> source(String key) {
        if (System.getProperty(key) != null) {
            return Optional.of("system property");
        }
        return environment.containsKey(variable(key)) ? Optional.of(variable(key)) : Optional.empty();
    }

    @Override
    public boolean sees(String type) {
        return ServerClasses.see(type);
    }

    @Override
    public Set<String> keys() {
        Set<String> keys = new HashSet<>(System.getProperties().stringPropertyNames());
        for (Setting setting : Setting.values()) {
            if (environment.containsKey(variable(setting.key()))) {
                keys.add(setting.key());
            }
        }
        return keys;
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
