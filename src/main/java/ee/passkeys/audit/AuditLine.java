// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.audit;

import ee.passkeys.value.CredentialId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Audit line of {@code key=value} pairs, in which no value can imitate another line, another key, or another order of letters. */
final class AuditLine {

    private static final int HASH_DIGITS = 12;

    /** What anybody can send may be much longer, and would fill the log. */
    private static final int LONGEST = 200;

    private static final String CUT = "…";

    private final StringBuilder text = new StringBuilder();

    private AuditLine() {}

    static AuditLine of(String event) {
        return new AuditLine().with("event", event);
    }

    /**
     * A line about a passkey. Its id is not shown: who reads the log could ask the authenticator for it. The hash begins the key of its
     * row.
     */
    static AuditLine of(String event, String caller, CredentialId passkey) {
        return of(event).withWhole("caller", caller).with("passkey", hash(passkey));
    }

    /** A value that may be anything that was sent: of at most 200 characters, as shown. */
    AuditLine with(String key, String value) {
        return append(key, shown(value, LONGEST));
    }

    /** A value that the server itself knows, such as the name of its user. */
    AuditLine withWhole(String key, String value) {
        return append(key, shown(value, Integer.MAX_VALUE));
    }

    private AuditLine append(String key, String shown) {
        text.append(text.isEmpty() ? "" : " ").append(key).append('=').append(shown);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String shown(String value, int longest) {
        return value.length() <= longest && value.matches("[A-Za-z0-9._@-]+") ? value : quoted(value, longest);
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
        return isShown(point) ? Character.toString(point) : String.format("\\u{%x}", point);
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

    private static String hash(CredentialId passkey) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(passkey.bytes());
            return HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
