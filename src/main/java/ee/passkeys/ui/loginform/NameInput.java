// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;
import org.jsoup.nodes.Range.AttributeRange;

/** Input for the user name, whose {@code autocomplete} announces passkeys. */
final class NameInput {

    private static final String ATTRIBUTE = "autocomplete";
    private static final String TOKEN = "webauthn";
    private static final String WHOLE = "username " + TOKEN;

    /** What may stand before the token; after {@code off} and what pages write to mislead browsers it means nothing. */
    private static final Set<String> FIELDS =
            Set.of("username", "email", "tel", "name", "nickname", "current-password");

    private static final Pattern EMPTY_VALUE = Pattern.compile("\\G\\s*=\\s*[\"']");

    private final String text;
    private final Element input;
    private final boolean offForForm;

    NameInput(String text, LoginForm form) throws UnsupportedPageException {
        this.text = text;
        this.input = form.nameInput();
        this.offForForm = form.element().attr(ATTRIBUTE).strip().equalsIgnoreCase("off");
    }

    /** Whether the page has the token itself. */
    boolean isReady() {
        return tokens().contains(TOKEN);
    }

    /** Why the token cannot be put in, if it cannot. */
    Optional<String> objection() {
        List<String> tokens = tokens();
        if (tokens.isEmpty()) {
            return offForForm ? Optional.of("its form has autocomplete=\"off\"") : Optional.empty();
        }
        return FIELDS.contains(tokens.get(tokens.size() - 1))
                ? Optional.empty()
                : Optional.of("the input for the user name has autocomplete=\"" + printable() + "\"");
    }

    /** What puts the token in, if there is no objection. */
    List<Insertion> insertions() throws UnsupportedPageException {
        if (!input.hasAttr(ATTRIBUTE)) {
            return List.of(new Insertion(behindTagName(), " " + ATTRIBUTE + "=\"" + WHOLE + "\""));
        }
        AttributeRange range = input.attributes().sourceRange(ATTRIBUTE);
        if (!range.nameRange().isTracked() || !range.valueRange().isTracked()) {
            throw new UnsupportedPageException("the position of an attribute is unknown");
        }
        return tokens().isEmpty()
                ? List.of(intoEmpty(range.nameRange().endPos(), range.valueRange()))
                : append(range.valueRange());
    }

    private int behindTagName() throws UnsupportedPageException {
        Range tag = input.sourceRange();
        int end = tag.startPos() + "<input".length();
        if (!tag.isTracked() || tag.isImplicit() || !text.regionMatches(true, tag.startPos(), "<input", 0, 6)) {
            throw new UnsupportedPageException("the position of an input is unknown");
        }
        return end;
    }

    private Insertion intoEmpty(int endOfName, Range value) {
        if (value.endPos() > value.startPos()) {
            return new Insertion(value.endPos(), WHOLE);
        }
        Matcher quote = EMPTY_VALUE.matcher(text);
        return quote.find(endOfName)
                ? new Insertion(quote.end(), WHOLE)
                : new Insertion(endOfName, "=\"" + WHOLE + "\"");
    }

    private List<Insertion> append(Range value) {
        char before = text.charAt(value.startPos() - 1);
        Insertion token = new Insertion(value.endPos(), " " + TOKEN);
        boolean quoted = before == '"' || before == '\'';
        return quoted
                ? List.of(token)
                : List.of(new Insertion(value.startPos(), "\""), token, new Insertion(value.endPos(), "\""));
    }

    private List<String> tokens() {
        String value = input.attr(ATTRIBUTE).strip().toLowerCase(Locale.ROOT);
        return value.isEmpty() ? List.of() : List.of(value.split("\\s+", -1));
    }

    private String printable() {
        String value = input.attr(ATTRIBUTE).strip();
        return (value.length() > 40 ? value.substring(0, 40) : value).replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** What the log calls it. */
    String name() {
        String name = input.attr("name");
        return name.matches("[\\w.:\\[\\]$-]{1,60}") ? name : "the user's name";
    }
}
