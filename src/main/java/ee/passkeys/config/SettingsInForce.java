// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Settings as they were read, for people to look at. The values of secrets are not kept.
 *
 * @param values all settings in the order of {@link Setting}, of families each member that is set
 */
public record SettingsInForce(List<Value> values) {

    /**
     * Value of a setting.
     *
     * @param key such as {@code passkeys.rp.id}
     * @param written the key under which the operator wrote it, or empty where the default counts
     * @param source the source that has it, by the name that the server gives it; empty where the default counts, or the source has no name
     * @param text the text as it was written, or the default; empty for secrets, and where there is neither
     * @param secret whether the value is a secret
     */
    public record Value(
            String key, Optional<String> written, Optional<String> source, Optional<String> text, boolean secret) {}

    /**
     * Reads all settings.
     *
     * @param source where they are written
     * @return what is there now
     */
    public static SettingsInForce of(SettingSource source) {
        return new SettingsInForce(Stream.of(Setting.values())
                .flatMap(setting -> keys(setting, source).map(key -> value(setting, key, source)))
                .toList());
    }

    private static Stream<String> keys(Setting setting, SettingSource source) {
        return setting.isFamily()
                ? source.keys().stream()
                        .filter(key -> Setting.of(key).filter(setting::equals).isPresent())
                        .sorted()
                : Stream.of(setting.key());
    }

    private static Value value(Setting setting, String key, SettingSource source) {
        Optional<String> text = source.get(key).map(String::strip).filter(Predicate.not(String::isEmpty));
        return new Value(
                key,
                text.map(any -> source.written(key)),
                text.flatMap(any -> source.source(key)),
                setting.isSecret() ? Optional.empty() : text.or(setting::defaultValue),
                setting.isSecret());
    }
}
