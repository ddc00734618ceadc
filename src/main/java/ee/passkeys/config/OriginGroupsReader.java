// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import ee.passkeys.value.Origin;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the groups that sign-ins from an origin may give. A key that cannot be read is a mistake and never ignored: without it, the origin would
 * give all groups.
 */
final class OriginGroupsReader {

    private final SettingSource source;
    private final RelyingParties relyingParties;
    private final Mistakes mistakes;

    OriginGroupsReader(SettingSource source, RelyingParties relyingParties, Mistakes mistakes) {
        this.source = source;
        this.relyingParties = relyingParties;
        this.mistakes = mistakes;
    }

    /** Each accepted origin is looked up, because the environment cannot list its keys; each key that is listed must be of one of them. */
    Map<Origin, Set<String>> read() {
        Map<Origin, Set<String>> most = new HashMap<>();
        for (Origin origin : relyingParties.origins()) {
            if (source.get(Setting.GROUPS_ORIGIN.key(origin.text())).isPresent()) {
                read(origin, most);
            }
        }
        for (String key : source.keys()) {
            if (Setting.of(key).equals(Optional.of(Setting.GROUPS_ORIGIN))) {
                read(key, Setting.GROUPS_ORIGIN.member(key).orElseThrow(), most);
            }
        }
        return Map.copyOf(most);
    }

    private void read(String key, String member, Map<Origin, Set<String>> most) {
        Optional<Origin> origin = origin(member);
        if (origin.filter(relyingParties::accept).isPresent()) {
            read(origin.get(), most);
        } else if (origin.isPresent() || !isVariable(key, most.keySet())) {
            mistakes.add(
                    key,
                    "got the origin \"" + member + "\"",
                    "the groups of one of the origins in passkeys.origins, and write the colon of the origin as \\: in a file");
        }
    }

    private void read(Origin origin, Map<Origin, Set<String>> most) {
        String key = Setting.GROUPS_ORIGIN.key(origin.text());
        String text = source.get(key).orElse("");
        try {
            most.put(origin, SettingType.NAMES.read(text));
        } catch (IllegalArgumentException e) {
            mistakes.add(key, "got \"" + text + "\"", SettingType.NAMES.allowedValues());
        }
    }

    /** A server may list the name of a variable that was looked up above, in a spelling of its own that is no origin. */
    private static boolean isVariable(String key, Set<Origin> found) {
        return found.stream()
                .anyMatch(origin ->
                        variable(Setting.GROUPS_ORIGIN.key(origin.text())).equals(variable(key)));
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
    }

    private static Optional<Origin> origin(String text) {
        try {
            return Optional.of(new Origin(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Where mistakes are told. */
    @FunctionalInterface
    interface Mistakes {

        void add(String key, String got, String cure);
    }
}
