// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values of settings, and the mistakes that were found in them. */
final class SettingValues {

    private final SettingSource source;
    private final List<String> mistakes = new ArrayList<>();

    SettingValues(SettingSource source) {
        this.source = source;
    }

    /** The lines of the mistakes until now, to which others may be added. */
    List<String> mistakes() {
        return mistakes;
    }

    /** Returns the value or the default. An invalid value is recorded as a mistake and read as the default. */
    <T> T get(Setting setting, SettingType<T> form) {
        return find(setting, form)
                .orElseGet(() -> form.read(setting.defaultValue().orElseThrow()));
    }

    <T> Optional<T> find(Setting setting, SettingType<T> form) {
        return find(setting.key(), form);
    }

    /** Returns the values of a family by the part of their keys that replaces the {@code *}. */
    <T> Map<String, T> family(Setting family, SettingType<T> form) {
        Map<String, T> values = new HashMap<>();
        for (String member : members(family)) {
            find(family.key(member), form).ifPresent(value -> values.put(member, value));
        }
        return Map.copyOf(values);
    }

    /** Returns the parts of all keys of a family that replace the {@code *}. */
    Set<String> members(Setting family) {
        return source.keys().stream()
                .filter(key -> Setting.of(key).equals(Optional.of(family)))
                .map(key -> family.member(key).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
    }

    <T> Optional<T> find(String key, SettingType<T> form) {
        Optional<String> text = raw(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(form.read(text.get()));
        } catch (IllegalArgumentException e) {
            mistake(
                    key,
                    (form.equals(SettingType.SECRET) ? "got another value" : "got " + got(text.get(), e)),
                    form.allowedValues());
            return Optional.empty();
        }
    }

    /** Quotes the value, and the invalid item if the value is a list. */
    private static String got(String text, IllegalArgumentException e) {
        String whole = "\"" + text + "\"";
        String item = e.getMessage();
        boolean oneOfMany = item != null
                && text.contains(",")
                && Stream.of(text.split(",")).map(String::strip).anyMatch(item::equals);
        return oneOfMany ? "\"" + item + "\" in " + whole : whole;
    }

    Optional<String> raw(String key) {
        return source.get(key).filter(text -> !text.isBlank());
    }

    void mistake(Setting setting, String got, String cure) {
        mistake(setting.key(), got, cure);
    }

    void mistake(String key, String got, String cure) {
        String line = source.written(key) + ": " + got + "; set it to " + cure;
        if (!mistakes.contains(line)) {
            mistakes.add(line);
        }
    }
}
