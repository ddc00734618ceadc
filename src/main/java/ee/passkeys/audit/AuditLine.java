// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.audit;

import ee.passkeys.value.CredentialId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A line of {@code key=value}, in which no value can pass for another line, another key, or another order of letters. */
final class AuditLine {

    private static final int HASH_DIGITS = 12;

    private final StringBuilder text = new StringBuilder();

    private AuditLine() {}

    static AuditLine of(String event) {
        return new AuditLine().with("event", event);
    }

    /** A line about a passkey. Its id is not shown: who reads the log could ask the authenticator for it. The hash begins the key of its row. */
    static AuditLine of(String event, String caller, CredentialId passkey) {
        return of(event).with("caller", caller).with("passkey", hash(passkey));
    }

    AuditLine with(String key, String value) {
        text.append(text.isEmpty() ? "" : " ").append(key).append('=').append(shown(value));
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String shown(String value) {
        return value.matches("[A-Za-z0-9._@-]+") ? value : quoted(value);
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (isShown(point)) {
                quoted.appendCodePoint(point);
            } else {
                quoted.append(String.format("\\u{%x}", point));
            }
        });
        return quoted.append('"').toString();
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
