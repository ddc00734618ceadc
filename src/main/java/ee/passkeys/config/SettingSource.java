// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where settings are kept. */
public interface SettingSource {

    /**
     * What is set for a key.
     *
     * @param key such as {@code passkeys.rp.id}
     * @return the text as it was written, or empty
     */
    Optional<String> get(String key);

    /**
     * All keys that are set, also those that have nothing to do with passkeys.
     *
     * @return the keys, as far as they can be listed
     */
    Set<String> keys();

    /**
     * Settings from a map.
     *
     * @param values texts by key
     * @return a source that holds just these
     */
    static SettingSource of(Map<String, String> values) {
        Map<String, String> copy = Map.copyOf(values);
        return new SettingSource() {
            @Override
            public Optional<String> get(String key) {
                return Optional.ofNullable(copy.get(key));
            }

            @Override
            public Set<String> keys() {
                return copy.keySet();
            }
        };
    }
}
