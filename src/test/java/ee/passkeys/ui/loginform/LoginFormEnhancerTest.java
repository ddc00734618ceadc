// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginFormEnhancerTest {

    private static final String MARKUP = "<>\"'=/&-! \t\n\f\r\0";
    private static final String STYLE = "<link rel=\"stylesheet\" href=\"/shop/passkeys/passkeys.css\"/>";
    private static final String ELEMENT = "<passkey-sign-in autofill=\"\"></passkey-sign-in>";
    private static final String SCRIPT = "<script type=\"module\" src=\"/shop/passkeys/passkeys.js\"></script>";
    private static final String ALL = STYLE + ELEMENT + SCRIPT;
    private static final String PASSWORD = "<input type=password name=j_password>";

    @Test
    void putsTokenAndButtonIntoAContainersForm() {
        assertGraft(
                "<!DOCTYPE html>\r\n<title>Ä</title><form method=post action=\"j_security_check\">\n"
                        + "<input name=\"j_username\"><input type=\"password\" name=\"j_password\"></form>\n<p>end",
                "<!DOCTYPE html>\r\n<title>Ä</title><form method=post action=\"j_security_check\">\n"
                        + "<input autocomplete=\"username webauthn\" name=\"j_username\"><input type=\"password\" name=\"j_password\"></form>"
                        + ALL + "\n<p>end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "j_security_check",
                "/shop/j_security_check",
                "j_security_check;jsessionid=1234.node1",
                " ../j_security_check?a=b#c",
                "https://shop.example/shop/j_security_check"
            })
    void knowsTheContainersFormByItsAction(String action) {
        String page = "<form action='" + action + "'><input name=j_username>" + PASSWORD + "</form>";

        assertThat(grafted(page)).contains("</form>" + ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"login", "j_security_check2", "x?j_security_check", "#j_security_check", "my_j_security_check"})
    void leavesOtherFormsAlone(String action) {
        assertUntouched(
                "<form action='" + action + "'><input name=j_username>" + PASSWORD + "</form> j_security_check");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<input name=j_username>                          | <input autocomplete=\"username webauthn\" name=j_username>",
                "<INPUT NAME=j_username/>                         | <INPUT NAME=j_username/>",
                "<input\tname=j_username value=a=b>               | <input autocomplete=\"username webauthn\"\tname=j_username value=a=b>",
                "<input name=j_username autocomplete>             | <input name=j_username autocomplete=\"username webauthn\">",
                "<input name=j_username autocomplete=\"\">        | <input name=j_username autocomplete=\"username webauthn\">",
                "<input name=j_username autocomplete = ''/>       | <input name=j_username autocomplete = 'username webauthn'/>",
                "<input name=j_username autocomplete=\" \">       | <input name=j_username autocomplete=\" username webauthn\">",
                "<input name=j_username autocomplete=\"username\"> | <input name=j_username autocomplete=\"username webauthn\">",
                "<input name=j_username autocomplete='Username '> | <input name=j_username autocomplete='Username  webauthn'>",
                "<input autocomplete=username name=j_username>    | <input autocomplete=\"username webauthn\" name=j_username>",
                "<input name=j_username autocomplete=email>       | <input name=j_username autocomplete=\"email webauthn\">",
                "<input name=j_username AUTOCOMPLETE='section-a username'> | <input name=j_username AUTOCOMPLETE='section-a username webauthn'>",
                "<input name=j_username autocomplete='username webauthn'> | <input name=j_username autocomplete='username webauthn'>",
                "<input name=j_username autocomplete=webauthn>    | <input name=j_username autocomplete=webauthn>"
            },
            ignoreLeadingAndTrailingWhitespace = true)
    void offersPasskeysInTheInputForTheName(String before, String after) {
        String page = "<form action=j_security_check>%s" + PASSWORD + "</form>%s";
        String expected = before.contains("NAME=j_username/")
                ? after.replace("<INPUT", "<INPUT autocomplete=\"username webauthn\"")
                : after;

        // An unquoted value takes the slash in: that name is another one, and yet the input before the password.
        assertGraft(page.formatted(before, ""), page.formatted(expected, ALL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "on", "OFF", "nope", "new-password", "username off"})
    void leavesTheInputAsItIsWhereThePageWantsNoAutofill(String value) {
        String page = "<form action=j_security_check><input name=j_username autocomplete='" + value + "'>" + PASSWORD
                + "</form>";

        Outcome outcome = graft(page);

        assertThat(apply(page, outcome)).isEqualTo(page + STYLE + "<passkey-sign-in></passkey-sign-in>" + SCRIPT);
        assertThat(refusals(outcome)).singleElement().asString().contains("autocomplete=\"" + value + "\"");
    }

    @Test
    void takesTheFormsOffForItsInputs() {
        String page = "<form action=j_security_check autocomplete=off><input name=j_username>" + PASSWORD + "</form>";

        Outcome outcome = graft(page);

        assertThat(apply(page, outcome)).isEqualTo(page + STYLE + "<passkey-sign-in></passkey-sign-in>" + SCRIPT);
        assertThat(refusals(outcome)).singleElement().asString().contains("autocomplete=\"off\"");
    }

    @Test
    void takesTheInputBeforeThePasswordWhereNamesAreTheFrameworks() {
        String page = "<form id=f action=/shop/login.xhtml><input type=hidden name=state><input name='f:who'>"
                + "<input type=password name='f:pass'><input name='f:other'></form>";

        assertThat(apply(page, graft(page, Optional.of("form#f"))))
                .isEqualTo(page.replace("<input name='f:who'", "<input autocomplete=\"username webauthn\" name='f:who'")
                        + ALL);
        assertUntouched(page);
    }

    @Test
    void findsInputsThatStandElsewhere() {
        assertGraft(
                "<form id=f action=j_security_check></form><input name=j_username form=f>",
                "<form id=f action=j_security_check></form>" + ALL
                        + "<input autocomplete=\"username webauthn\" name=j_username form=f>");
    }

    @Test
    void goesBehindTheLastControlOfAFormThatIsSpreadOverATable() {
        assertGraft(
                "<table><form action=j_security_check><tr><td><input name=j_username></td></tr><tr><td>" + PASSWORD
                        + "<input type=submit></td></tr></form></table>",
                "<table><form action=j_security_check><tr><td><input autocomplete=\"username webauthn\" name=j_username></td></tr><tr><td>"
                        + PASSWORD + "<input type=submit>" + ALL + "</td></tr></form></table>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- %s -->",
                "<script>var a = '%s';</script>",
                "<template>%s</template>",
                "<noscript>%s</noscript>",
                "<textarea>%s</textarea>",
                "<title>%s</title>",
                "<svg>%s</svg>"
            })
    void looksForNoFormWhereNobodySeesIt(String around) {
        assertUntouched(
                around.formatted("<form action=j_security_check><input name=j_username>" + PASSWORD + "</form>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<passkey-sign-in></passkey-sign-in>",
                "<script type=module src='/shop/passkeys/passkeys.js?v=1'></script>",
                "<script type=module src=passkeys/passkeys.js></script>"
            })
    void leavesPagesThatHavePasskeysAlone(String own) {
        assertUntouched("<form action=j_security_check><input name=j_username>" + PASSWORD + "</form>" + own);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<form action=j_security_check><input name=j_username></form><form action=j_security_check></form> | 2 such forms",
                "<form action=j_security_check>" + PASSWORD + "</form> | no input for the user name",
                "<base href='https://cdn.example/'><form action=j_security_check><input name=j_username></form> | another server",
                "<base href=//cdn.example><form action=j_security_check><input name=j_username></form> | another server",
                "<base href='data:x'><form action=j_security_check><input name=j_username></form> | another server",
                "<meta charset=iso-2022-jp><form action=j_security_check><input name=j_username></form> | charset is iso-2022-jp",
                "<meta http-equiv=Content-Type content='text/html; charset=utf-7'><form action=j_security_check><input name=j_username></form> | charset is utf-7",
                "<meta charset=cp037><form action=j_security_check><input name=j_username></form> | charset is cp037",
                "<meta http-equiv=content-security-policy content=\"script-src 'none'\"><form action=j_security_check><input name=j_username></form> | script-src"
            })
    void refusesWhatItDoesNotUnderstand(String page, String why) {
        Outcome outcome = graft(page);

        assertThat(outcome.changes()).isFalse();
        assertThat(refusals(outcome)).singleElement().asString().contains(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ht\ntps://cdn.example/",
                "\\\\cdn.example",
                "/\\cdn.example",
                "https:\\\\shop.example\\",
                "https:cdn.example",
                "https://shop.example@cdn.example/",
                "https://shop.example:8443/"
            })
    void takesNoDetourToAnotherServer(String base) {
        assertThat(refusals(graft(
                        "<base href='" + base + "'><form action=j_security_check><input name=j_username></form>")))
                .singleElement()
                .asString()
                .contains("another server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/shop/pages/", "sub/", "https://shop.example/shop/", "//SHOP.example/x?y", ""})
    void staysOnItsServerWhateverTheBaseSays(String base) {
        assertThat(grafted("<base href='" + base + "'><form action=j_security_check><input name=j_username></form>"))
                .contains(ALL);
    }

    @Test
    void refusesACharsetThatMayBeReadAnotherWay() {
        String page = "<p>\u001b$B<form action=j_security_check><input name=j_username></form>";

        assertThat(refusals(graft(page))).singleElement().asString().contains("escape characters");
        assertThat(new LoginFormEnhancer(Optional.empty())
                        .apply(page(page.getBytes(UTF_8), "text/html;charset=utf-8"))
                        .changes())
                .isTrue();
    }

    @Test
    void refusesPagesInUtf16() {
        String page = "<form action=j_security_check><input name=j_username></form>";

        for (byte[] bytes : List.of(("\ufeff" + page).getBytes(UTF_16BE), ("\ufeff" + page).getBytes(UTF_16LE))) {
            assertThat(refusals(new LoginFormEnhancer(Optional.empty()).apply(page(bytes, "text/html"))))
                    .singleElement()
                    .asString()
                    .contains("UTF-16");
        }
        assertThat(refusals(new LoginFormEnhancer(Optional.empty())
                        .apply(page(page.getBytes(UTF_16BE), "text/html; charset=\"UTF-16BE\""))))
                .singleElement()
                .asString()
                .contains("charset is UTF-16BE");
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8, true",
        "US-ASCII, true",
        "latin1, true",
        "ISO-8859-15, true",
        "windows-1252, true",
        "windows-1251, true",
        "windows-874, true",
        "koi8-r, true",
        "macintosh, false",
        "x-MacRoman, true",
        "shift_jis, true",
        "windows-31j, true",
        "euc-jp, true",
        "euc-kr, true",
        "ks_c_5601-1987, true",
        "gbk, true",
        "gb2312, true",
        "gb18030, true",
        "big5, true",
        "utf-16, false",
        "utf-16le, false",
        "utf-32, false",
        "utf-7, false",
        "iso-2022-jp, false",
        "iso-2022-kr, false",
        "hz-gb-2312, false",
        "cp037, false",
        "IBM1047, false",
        "x-user-defined, false",
        "'', false",
        "none such, false"
    })
    void readsCharsetsInWhichMarkupIsMarkup(String label, boolean readable) {
        assertThat(PageCharset.isAsciiCompatible(label)).isEqualTo(readable);
    }

    /** No byte of a longer character may look like markup. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "utf-8",
                "ISO-8859-1",
                "windows-1251",
                "windows-874",
                "koi8-r",
                "x-MacRoman",
                "shift_jis",
                "windows-31j",
                "euc-jp",
                "euc-kr",
                "x-windows-949",
                "gbk",
                "gb2312",
                "gb18030",
                "big5",
                "big5-hkscs",
                "IBM866",
                "tis-620"
            })
    void neverTakesPartOfACharacterForMarkup(String label) {
        Charset charset = Charset.forName(label);
        CharsetEncoder encoder = charset.newEncoder();
        for (int code = 0x80; code < 0x20000; code++) {
            String character = Character.toString(code);
            if ((code < 0xd800 || code > 0xdfff) && encoder.canEncode(character)) {
                String bytes = new String(character.getBytes(charset), ISO_8859_1);
                if (bytes.chars().anyMatch(each -> MARKUP.indexOf(each) >= 0)) {
                    fail("%s U+%04x", label, code);
                }
            }
        }
        for (char ascii = 0; ascii < 0x80; ascii++) {
            byte[] bytes = String.valueOf(ascii).getBytes(charset);
            assertThat(bytes).as("%s %d", label, (int) ascii).containsExactly((byte) ascii);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "Shift_JIS", "EUC-JP", "GBK", "GB18030", "Big5", "EUC-KR", "windows-1251"})
    void keepsEveryOtherByteInEveryCharset(String label) {
        String page =
                "<title>表能ソ功 登录 登錄 로그인 Вход</title><form action=j_security_check><p title='ソ'>ソ<input name=j_username>"
                        + "<input type=password></form>ソ";
        byte[] bytes = page.getBytes(Charset.forName(label));

        Outcome outcome = new LoginFormEnhancer(Optional.empty()).apply(page(bytes, "text/html; charset=" + label));

        assertThat(new String(Insertion.into(bytes, outcome.insertions()), Charset.forName(label)))
                .isEqualTo(new String(bytes, Charset.forName(label))
                        .replace("<input name", "<input autocomplete=\"username webauthn\" name")
                        .replace("</form>", "</form>" + ALL));
    }

    @Test
    void keepsAByteOrderMark() {
        String page = "\ufeff<!DOCTYPE html><form action=j_security_check><input name=j_username></form>";
        byte[] bytes = page.getBytes(UTF_8);

        Outcome outcome = new LoginFormEnhancer(Optional.empty()).apply(page(bytes, "text/html"));

        assertThat(new String(Insertion.into(bytes, outcome.insertions()), UTF_8))
                .isEqualTo(page.replace("<input", "<input autocomplete=\"username webauthn\"") + ALL);
    }

    @Test
    void readsXhtmlAsXml() {
        String page =
                "<?xml version='1.0' encoding='UTF-8'?><html xmlns='http://www.w3.org/1999/xhtml'><head><script/></head>"
                        + "<body><form action='j_security_check'><input name='j_username'/></form></body></html>";

        Outcome outcome =
                new LoginFormEnhancer(Optional.empty()).apply(page(page.getBytes(UTF_8), "application/xhtml+xml"));

        assertThat(apply(page, outcome))
                .isEqualTo(page.replace("<input", "<input autocomplete=\"username webauthn\"")
                        .replace("</form>", "</form>" + ALL));
    }

    /** Whatever a page is, it is not broken: there is an answer, and all of its own bytes stay. */
    @Test
    void onlyEverPutsIn() {
        Random random = new Random(19);
        String[] pieces = {
            "<form action=j_security_check>",
            "</form>",
            "<input name=j_username>",
            "<input type=password>",
            "<",
            ">",
            "\"",
            "'",
            "=",
            " autocomplete=",
            "username",
            "<table>",
            "<tr>",
            "<td>",
            "</td>",
            "</table>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<template>",
            "</template>",
            "\0",
            "\r\n",
            "é",
            "\u0085",
            "<select>",
            "</select>",
            "<button>",
            "</button>",
            "<p>",
            "<svg>",
            "</svg>",
            "<input autocomplete=",
            "<input autocomplete='",
            "&amp;",
            "<textarea>",
            "<plaintext>",
            "<![CDATA[",
            "]]>",
            "/>",
            "<form id=f action='j_security_check'",
            "<input form=f name=j_username",
            "<base href=x>",
            "<frameset>"
        };
        int changed = 0;
        for (int run = 0; run < 4000; run++) {
            StringBuilder page = new StringBuilder("j_security_check");
            for (int i = random.nextInt(25); i >= 0; i--) {
                page.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] bytes = page.toString().getBytes(ISO_8859_1);
            for (String type : List.of("text/html", "application/xhtml+xml")) {
                Outcome outcome = new LoginFormEnhancer(Optional.empty()).apply(page(bytes, type));
                byte[] after = Insertion.into(bytes, outcome.insertions());
                assertThat(without(outcome.insertions(), after)).isEqualTo(bytes);
                changed += outcome.changes() ? 1 : 0;
            }
        }
        assertThat(changed).isGreaterThan(50);
    }

    @Test
    void withstandsBytesThatAreNoPage() {
        Random random = new Random(7);
        for (int run = 0; run < 300; run++) {
            byte[] bytes = new byte[random.nextInt(2000)];
            random.nextBytes(bytes);
            byte[] mark = "j_security_check<form action=j_security_check><input>".getBytes(ISO_8859_1);
            if (bytes.length > mark.length) {
                System.arraycopy(mark, 0, bytes, bytes.length / 2 - mark.length / 2, mark.length);
            }
            Outcome outcome = new LoginFormEnhancer(Optional.empty()).apply(page(bytes, "text/html"));
            assertThat(without(outcome.insertions(), Insertion.into(bytes, outcome.insertions())))
                    .isEqualTo(bytes);
        }
    }

    private static byte[] without(List<Insertion> insertions, byte[] page) {
        String text = new String(page, ISO_8859_1);
        for (Insertion each : insertions.stream()
                .sorted(java.util.Comparator.comparingInt(Insertion::offset))
                .toList()) {
            assertThat(text.substring(each.offset())).startsWith(each.text());
            text = text.substring(0, each.offset())
                    + text.substring(each.offset() + each.text().length());
        }
        return text.getBytes(ISO_8859_1);
    }

    private static void assertGraft(String before, String after) {
        assertThat(grafted(before)).isEqualTo(after);
    }

    private static void assertUntouched(String page) {
        assertThat(graft(page)).isEqualTo(Outcome.NOTHING);
    }

    private static String grafted(String page) {
        return apply(page, graft(page));
    }

    private static String apply(String page, Outcome outcome) {
        return new String(Insertion.into(page.getBytes(UTF_8), outcome.insertions()), UTF_8);
    }

    private static Outcome graft(String page) {
        return graft(page, Optional.empty());
    }

    private static Outcome graft(String page, Optional<String> selector) {
        return new LoginFormEnhancer(selector).apply(page(page.getBytes(UTF_8), "text/html"));
    }

    private static Page page(byte[] bytes, String contentType) {
        return new Page(new String(bytes, ISO_8859_1), contentType, List.of(), List.of(), "shop.example", "/shop");
    }

    private static List<String> refusals(Outcome outcome) {
        return outcome.findings().stream()
                .filter(Finding::refused)
                .map(Finding::text)
                .toList();
    }
}
