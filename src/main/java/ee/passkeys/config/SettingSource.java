// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Source of settings. */
public interface SettingSource {

    /**
     * Returns the value of a key.
     *
     * @param key such as {@code passkeys.rp.id}
     * @return the text as it was written, or empty
     */
    Optional<String> get(String key);

    /**
     * Returns all keys that are set, including those of other libraries.
     *
     * @return the keys, as far as they can be listed
     */
    Set<String> keys();

    /**
     * Returns the key under which the operator wrote the value of {@link #get}, so that messages can name it.
     *
     * @param key such as {@code passkeys.rp.id}
     * @return the same, or one of a single application such as {@code passkeys.app.shop.rp.id}
     */
    default String written(String key) {
        return key;
    }

    /**
     * Returns the name of the source that has the value of {@link #get}, where several are asked in their order.
     *
     * @param key such as {@code passkeys.rp.id}
     * @return the name that the server gives it, such as {@code SysPropConfigSource}; empty where the key is not set, or the source has no name
     */
    default Optional<String> source(String key) {
        return Optional.empty();
    }

    /**
     * Returns the key that sets the same for one application only.
     *
     * @param key such as {@code passkeys.rp.id}
     * @return such as {@code passkeys.app.shop.rp.id}, or the same where all applications are one to this source
     */
    default String own(String key) {
        return key;
    }

    /**
     * Returns the context path of the application to which the settings belong.
     *
     * @return its context path such as {@code /shop}, {@code /} for the application at the root, and where they are nobody's own
     */
    default String contextPath() {
        return "/";
    }

    /**
     * Returns the same settings without a cache.
     *
     * @return a source that knows at once what an operator changes, and takes longer for each look
     */
    default SettingSource live() {
        return this;
    }

    /**
     * Tells whether the application sees a class of the server.
     *
     * @param type the name of the class
     * @return true also where there is no server
     */
    default boolean sees(String type) {
        return true;
    }

    /**
     * Creates a source from a map.
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
