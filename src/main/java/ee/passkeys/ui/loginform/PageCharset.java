// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;

/**
 * Charsets in which a byte that looks like markup is markup: ASCII stands for itself, and no byte of a longer character is one of {@code
 * <>"'=/&-} or a space. A page in one of them can be read byte by byte, whatever else it says.
 */
final class PageCharset {

    private static final Pattern PARAMETER = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([^\"';\\s,]+)");
    private static final Pattern XML_ENCODING = Pattern.compile("^\\s*<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"']+)");
    private static final Pattern ASCII_COMPATIBLE = Pattern.compile(
            "UTF-8|US-ASCII|ISO-8859-\\d+|windows-125\\d|x-windows-(874|949|950)|KOI8-[RU]|IBM866|TIS-620"
                    + "|x-Mac(Roman|Cyrillic)|Shift_JIS|windows-31j|EUC-(JP|KR)|GBK|GB2312|GB18030|Big5(-HKSCS)?");

    /** Begins a switch to a charset in which letters are not letters; browsers guess such charsets where none is named. */
    private static final char ESCAPE = 0x1b;

    private PageCharset() {}

    /** Refuses what the first bytes and the header say; this can be asked before the page is parsed. */
    static void checkOutside(String contentType, String text) throws UnsupportedPageException {
        if (text.startsWith("\u00fe\u00ff") || text.startsWith("\u00ff\u00fe")) {
            throw new UnsupportedPageException("it is in UTF-16");
        }
        checkAll(outside(contentType, text));
    }

    /** Refuses what the page itself says. */
    static void checkInside(String contentType, String text, Document document) throws UnsupportedPageException {
        List<String> inside = Stream.concat(
                        document.select("meta[charset]").eachAttr("charset").stream(),
                        document.select("meta[http-equiv=content-type]").eachAttr("content").stream()
                                .flatMap(type -> find(PARAMETER, type)))
                .toList();
        checkAll(inside);
        if (inside.isEmpty() && outside(contentType, text).isEmpty() && text.indexOf(ESCAPE) >= 0) {
            throw new UnsupportedPageException("it declares no charset and contains escape characters");
        }
    }

    private static List<String> outside(String contentType, String text) {
        return Stream.concat(find(PARAMETER, contentType), find(XML_ENCODING, text))
                .toList();
    }

    private static void checkAll(List<String> labels) throws UnsupportedPageException {
        for (String label : labels) {
            check(label);
        }
    }

    private static void check(String label) throws UnsupportedPageException {
        if (!isAsciiCompatible(label)) {
            throw new UnsupportedPageException("its charset is " + label.replaceAll("[^\\w.:+-]", "?"));
        }
    }

    static boolean isAsciiCompatible(String label) {
        try {
            return ASCII_COMPATIBLE
                    .matcher(Charset.forName(label.strip()).name())
                    .matches();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return false;
        }
    }

    private static Stream<String> find(Pattern pattern, String text) {
        return pattern.matcher(text).results().limit(1).map(found -> found.group(1));
    }
}
