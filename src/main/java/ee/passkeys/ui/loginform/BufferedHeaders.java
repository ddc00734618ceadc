// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Headers that depend on the bytes of a page, buffered until these are final. */
final class BufferedHeaders {

    private static final Set<String> NAMES = Set.of(
            "accept-ranges",
            "content-digest",
            "content-length",
            "content-md5",
            "digest",
            "etag",
            "last-modified",
            "repr-digest");

    private record Held(String value, Runnable setting) {}

    private final Map<String, List<Held>> byName = new LinkedHashMap<>();

    static boolean isHeld(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    void set(String name, Object value, Runnable setting) {
        byName.remove(name.toLowerCase(Locale.ROOT));
        add(name, value, setting);
    }

    void add(String name, Object value, Runnable setting) {
        byName.computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                .add(new Held(String.valueOf(value), setting));
    }

    @Nullable String first(String name) {
        List<Held> held = byName.get(name.toLowerCase(Locale.ROOT));
        return held == null ? null : held.get(0).value();
    }

    /** Sets them as they were set. */
    void release() {
        List<List<Held>> all = List.copyOf(byName.values());
        byName.clear();
        all.forEach(each -> each.forEach(held -> held.setting().run()));
    }

    void drop() {
        byName.clear();
    }
}
