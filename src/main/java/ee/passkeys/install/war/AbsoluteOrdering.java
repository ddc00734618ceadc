// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install.war;

import ee.passkeys.doctor.cure.Cures;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Editor of the {@code absolute-ordering} in the bytes of a {@code web.xml}. Ours is put behind the others, and taken out again; every
 * other byte stays, so that fragments which were left out stay out.
 */
public final class AbsoluteOrdering {

    /** Comments and their like may show one that is none. */
    private static final Pattern TAG = Pattern.compile(
            "(?s)<!--.*?-->|<!\\[CDATA\\[.*?]]>|<\\?.*?\\?>|<(?<prefix>[\\w.-]+:)?absolute-ordering(?<inside>\\s[^<>]*?)?(?<empty>/)?>"
                    + "|(?<end></(?<endprefix>[\\w.-]+:)?absolute-ordering\\s*>)");

    private AbsoluteOrdering() {}

    /**
     * Puts our fragment into it.
     *
     * @param webXml what the file holds
     * @return the same with our name, or empty where it cannot be put in: the file is in an encoding that has other bytes for ASCII
     */
    public static Optional<byte[]> with(byte[] webXml) {
        String text = latin(webXml);
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            if (tag.group("empty") != null) {
                String prefix = prefix(tag.group("prefix"));
                String opened = text.substring(tag.start(), tag.end() - 2) + ">";
                return bytes(text.substring(0, tag.start()) + opened + name(prefix) + "</" + prefix
                        + "absolute-ordering>" + text.substring(tag.end()));
            }
            if (tag.group("end") != null) {
                return bytes(text.substring(0, tag.start())
                        + name(prefix(tag.group("endprefix")))
                        + text.substring(tag.start()));
            }
        }
        return Optional.empty();
    }

    /**
     * Takes our fragment out of it.
     *
     * @param webXml what the file holds
     * @return the same without our name, as it was before, or empty where it does not stand there as we write it
     */
    public static Optional<byte[]> without(byte[] webXml) {
        String text = latin(webXml);
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            if (tag.group("end") != null) {
                String prefix = prefix(tag.group("endprefix"));
                String ours = name(prefix);
                int start = tag.start() - ours.length();
                if (start < 0 || !text.startsWith(ours, start)) {
                    return Optional.empty();
                }
                return bytes(closed(text.substring(0, start), text.substring(tag.start()), prefix));
            }
        }
        return Optional.empty();
    }

    /** An element that holds nothing any more is written in one tag, as nearly everybody does. */
    private static String closed(String before, String after, String prefix) {
        String end = "</" + prefix + "absolute-ordering>";
        Matcher start = Pattern.compile("(?s).*<" + prefix + "absolute-ordering(\\s[^<>]*)?>")
                .matcher(before);
        return start.matches() && after.startsWith(end)
                ? before.substring(0, before.length() - 1) + "/>" + after.substring(end.length())
                : before + after;
    }

    private static String name(String prefix) {
        return "<" + prefix + "name>" + Cures.FRAGMENT + "</" + prefix + "name>";
    }

    private static String prefix(String found) {
        return found == null ? "" : found;
    }

    /** One character for each byte. */
    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static Optional<byte[]> bytes(String latin) {
        return Optional.of(latin.getBytes(StandardCharsets.ISO_8859_1));
    }
}
