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
     * The key under which somebody has written what {@link #get} gives, so that a message names what they look for.
     *
     * @param key such as {@code passkeys.rp.id}
     * @return the same, or one of a single application such as {@code passkeys.app.shop.rp.id}
     */
    default String written(String key) {
        return key;
    }

    /**
     * The key that sets the same for one application alone.
     *
     * @param key such as {@code passkeys.rp.id}
     * @return such as {@code passkeys.app.shop.rp.id}, or the same where all applications are one to this source
     */
    default String own(String key) {
        return key;
    }

    /**
     * The same settings as one application sees them, whose own come first.
     *
     * @param contextPath such as {@code /shop}, empty for the application at the root
     * @return a source that takes {@code passkeys.app.shop.rp.id} for {@code passkeys.rp.id}
     */
    default SettingSource forApplication(String contextPath) {
        return new ApplicationSource(this, contextPath);
    }

    /**
     * The application that these are the settings of.
     *
     * @return its context path such as {@code /shop}, {@code /} for the application at the root, and where they are nobody's own
     */
    default String contextPath() {
        return "/";
    }

    /**
     * The same settings without what is remembered of them.
     *
     * @return a source that knows at once what an operator changes, and takes longer for each look
     */
    default SettingSource live() {
        return this;
    }

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
