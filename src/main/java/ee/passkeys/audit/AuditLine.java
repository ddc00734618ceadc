// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import ee.passkeys.credential.sql.HashedKeys;
import ee.passkeys.value.CredentialId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Audit line of {@code key=value} pairs, in which no value can imitate another line, another key, or another order of letters. */
final class AuditLine {

    private static final int HASH_DIGITS = 12;

    /** What anybody can send may be much longer, and would fill the log. */
    private static final int LONGEST = 200;

    private static final String CUT = "…";

    /** What needs no quotes. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._@-]+");

    private final Map<String, String> shown = new LinkedHashMap<>();
    private final Map<String, String> values = new HashMap<>();

    private AuditLine() {}

    static AuditLine of(String event) {
        return new AuditLine().with("event", event);
    }

    /**
     * A line about a passkey. Its id is not shown: who reads the log could ask the authenticator for it. The hash begins the key of its
     * row.
     */
    static AuditLine of(String event, String caller, CredentialId passkey) {
        AuditLine line = of(event).withWhole("caller", caller);
        String key = HashedKeys.of(passkey);
        line.append("passkey", key.substring(0, HASH_DIGITS));
        line.values.put("passkey", key);
        return line;
    }

    /** A value that may be anything that was sent: of at most 200 characters, as shown. */
    AuditLine with(String key, String value) {
        values.put(key, value);
        return append(key, shown(value, LONGEST));
    }

    /** A value that the server itself knows, such as the name of its user. */
    AuditLine withWhole(String key, String value) {
        values.put(key, value);
        return append(key, shown(value, Integer.MAX_VALUE));
    }

    private AuditLine append(String key, String value) {
        shown.put(key, value);
        return this;
    }

    @Override
    public String toString() {
        return without(Set.of());
    }

    /** The line without some of its keys. */
    String without(Set<String> keys) {
        return shown.entrySet().stream()
                .filter(pair -> !keys.contains(pair.getKey()))
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining(" "));
    }

    /** The value of a key as it was given, for a passkey the key of its row; empty for none. */
    String value(String key) {
        return values.getOrDefault(key, "");
    }

    /** A value of at most so many bytes in UTF-8, with nothing in it that a database could not keep as it is. */
    static String stored(String value, int mostBytes) {
        StringBuilder stored = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < value.length(); i = value.offsetByCodePoints(i, 1)) {
            int point = value.codePointAt(i);
            String next = isShown(point) ? Character.toString(point) : escaped(point);
            bytes += next.getBytes(UTF_8).length;
            if (bytes > mostBytes - CUT.getBytes(UTF_8).length) {
                return stored.append(CUT).toString();
            }
            stored.append(next);
        }
        return stored.toString();
    }

    private static String shown(String value, int longest) {
        return value.length() <= longest && PLAIN.matcher(value).matches() ? value : quoted(value, longest);
    }

    private static String quoted(String value, int longest) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i = value.offsetByCodePoints(i, 1)) {
            String next = shown(value.codePointAt(i));
            if (quoted.length() + next.length() > longest) {
                return quoted.append(CUT).append('"').toString();
            }
            quoted.append(next);
        }
        return quoted.append('"').toString();
    }

    private static String shown(int point) {
        if (point == '"' || point == '\\') {
            return "\\" + Character.toString(point);
        }
        return isShown(point) ? Character.toString(point) : escaped(point);
    }

    private static String escaped(int point) {
        return String.format("\\u{%x}", point);
    }

    /** Everything that a terminal or an editor shows in its place: no control, no line break, no change of direction. */
    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
