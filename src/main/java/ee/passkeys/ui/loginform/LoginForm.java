// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.jsoup.nodes.Range;
import org.jsoup.select.Elements;

/**
 * Login form of a page.
 *
 * @param element the form
 * @param controls its inputs and buttons in the order of the page
 */
record LoginForm(Element element, List<Element> controls) {

    /** The last part of the path, whatever session id or query follows. */
    private static final Pattern CONTAINER_LOGIN =
            Pattern.compile("(?:.*/)?j_security_check(?:[;?#].*)?", Pattern.DOTALL);

    private static final Set<String> NAME_TYPES = Set.of("", "text", "email", "tel");

    /** What is there for readers without scripts, or for scripts to copy, is not the form that people see. */
    private static final String OUT_OF_SIGHT = "template, noscript, svg, math";

    /** Finds it, if the page has it. */
    static Optional<LoginForm> find(Document document, Optional<String> selector) throws UnsupportedPageException {
        List<Element> found = candidates(document, selector).stream()
                .filter(form -> form.normalName().equals("form") && form.closest(OUT_OF_SIGHT) == null)
                .toList();
        if (found.size() > 1) {
            throw new UnsupportedPageException(
                    "it has " + found.size() + " such forms; set passkeys.enhance-login-form.selector to select one");
        }
        return found.stream().findFirst().map(LoginForm::of);
    }

    private static List<Element> candidates(Document document, Optional<String> selector) {
        return selector.isPresent()
                ? document.select(selector.get())
                : document.select("form[action]").stream()
                        .filter(form -> CONTAINER_LOGIN
                                .matcher(form.attr("action").strip())
                                .matches())
                        .toList();
    }

    // A form that is spread over the cells of a table holds no controls in the tree, and yet they are its own.
    private static LoginForm of(Element form) {
        Elements controls = form instanceof FormElement html ? html.elements() : form.select("input, button");
        String id = form.id();
        if (!id.isEmpty() && form.ownerDocument() != null) {
            form.ownerDocument().select("input[form]").stream()
                    .filter(input -> input.attr("form").equals(id) && !controls.contains(input))
                    .forEach(controls::add);
        }
        return new LoginForm(form, List.copyOf(controls));
    }

    /** The input for the user's name: the one that the servlet specification names, else the last one before the password. */
    Element nameInput() throws UnsupportedPageException {
        Optional<Element> byName = controls.stream()
                .filter(LoginForm::takesName)
                .filter(input -> input.attr("name").equals("j_username"))
                .findFirst();
        return byName.or(this::beforePassword)
                .orElseThrow(() -> new UnsupportedPageException("its form has no input for the user name"));
    }

    private Optional<Element> beforePassword() {
        Element last = null;
        for (Element control : controls) {
            if (control.attr("type").equalsIgnoreCase("password")) {
                break;
            }
            last = takesName(control) ? control : last;
        }
        return Optional.ofNullable(last);
    }

    private static boolean takesName(Element control) {
        return control.normalName().equals("input")
                && NAME_TYPES.contains(control.attr("type").strip().toLowerCase(Locale.ROOT));
    }

    /** Where something can follow the form: behind its end or, where the parser finds none, behind its last control. */
    int end() throws UnsupportedPageException {
        if (isWritten(element.endSourceRange())) {
            return element.endSourceRange().endPos();
        }
        if (!controls.isEmpty()) {
            Element last = controls.get(controls.size() - 1);
            Range range = last.normalName().equals("input") ? last.sourceRange() : last.endSourceRange();
            if (isWritten(range)) {
                return range.endPos();
            }
        }
        throw new UnsupportedPageException("its form has no end");
    }

    private static boolean isWritten(Range range) {
        return range.isTracked() && !range.isImplicit();
    }
}
