// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Finds the login form in a page, and the insertions that add passkeys. The page is parsed to find places in it and never written anew:
 * whatever is odd in it stays so.
 */
final class LoginFormEnhancer {

    private static final Pattern CONTEXT_PATH = Pattern.compile("(?:/[\\w.~%-]+)*");
    private static final Pattern ANOTHER_ORIGIN = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:|[/\\\\]{2}");

    private final Optional<String> selector;
    private final String mark;

    /** For the form of that selector, else the one that is sent to the container. */
    LoginFormEnhancer(Optional<String> selector) {
        this.selector = selector;
        this.mark = selector.isPresent() ? "<form" : "j_security_check";
    }

    Outcome apply(Page page) {
        String text = page.text();
        try {
            if (!mayHaveForm(text)) {
                return Outcome.NOTHING;
            }
            PageCharset.checkOutside(page.contentType(), text);
            Document document = parse(page, text);
            Optional<LoginForm> form = LoginForm.find(document, selector);
            return form.isEmpty() || hasPasskeys(document) ? Outcome.NOTHING : graft(page, document, form.get());
        } catch (UnsupportedPageException e) {
            return Outcome.refused("not changed, because " + e.why());
        }
    }

    // In UTF-16 every second byte is zero.
    private boolean mayHaveForm(String text) {
        String narrow = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        return narrow.contains(mark)
                || (selector.isPresent() && narrow.toLowerCase(Locale.ROOT).contains(mark));
    }

    private static Document parse(Page page, String text) {
        String withoutMark = text.startsWith("\u00ef\u00bb\u00bf") ? "   " + text.substring(3) : text;
        Parser parser = page.isXhtml() ? Parser.xmlParser() : Parser.htmlParser();
        return parser.setTrackPosition(true).parseInput(withoutMark, "");
    }

    private static boolean hasPasskeys(Document document) {
        return document.selectFirst("passkey-sign-in, script[src~=passkeys/passkeys\\.js]") != null;
    }

    private static Outcome graft(Page page, Document document, LoginForm form) throws UnsupportedPageException {
        PageCharset.checkInside(page.contentType(), page.text(), document);
        checkAddress(page, document);
        checkPermission(page);
        ContentPolicies policies = ContentPolicies.of(page, document);
        List<Insertion> insertions = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();

        NameInput name = new NameInput(page.text(), form);
        Optional<String> objection = name.isReady() ? Optional.empty() : name.objection();
        objection.ifPresent(why -> findings.add(Finding.refused("autofill not added, because " + why)));
        if (!name.isReady() && objection.isEmpty()) {
            insertions.addAll(name.insertions());
            findings.add(Finding.done("\"webauthn\" in the autocomplete of " + name.name()));
        }
        String script = scriptAndButton(root(page, document), policies, objection.isEmpty(), findings);
        insertions.add(new Insertion(form.end(), script));
        return new Outcome(List.copyOf(insertions), List.copyOf(findings));
    }

    private static String scriptAndButton(
            String root, ContentPolicies policies, boolean autofill, List<Finding> findings)
            throws UnsupportedPageException {
        String files = root + "passkeys/";
        String script = "<script type=\"module\" src=\"" + files + "passkeys.js\"" + nonce(policies.nonceForScript())
                + "></script>";
        Optional<String> style = policies.nonceForStyle()
                .map(nonce -> "<link rel=\"stylesheet\" href=\"" + files + "passkeys.css\"" + nonce(nonce) + "/>");
        findings.add(Finding.done("a passkey button and its script after the form"));
        if (style.isEmpty()) {
            findings.add(Finding.refused(
                    "the button is added without its style sheet, because the content security policy forbids it"));
        }
        String element = "<passkey-sign-in" + (autofill ? " autofill=\"\"" : "") + "></passkey-sign-in>";
        return style.orElse("") + element + script;
    }

    /** Where a page names a base, what is relative is relative to that. */
    private static String root(Page page, Document document) {
        return document.selectFirst("base[href]") == null ? page.root() : page.contextPath() + "/";
    }

    private static String nonce(String nonce) {
        return nonce.isEmpty() ? "" : " nonce=\"" + nonce + "\"";
    }

    /** Our script is asked for at a path; a page may say that paths belong to another server. */
    private static void checkAddress(Page page, Document document) throws UnsupportedPageException {
        if (!CONTEXT_PATH.matcher(page.contextPath()).matches()) {
            throw new UnsupportedPageException("the context path has special characters");
        }
        Element base = document.selectFirst("base[href]");
        // Browsers take these characters out of an address before they read it.
        String address = base == null ? "" : base.attr("href").replaceAll("[\\x00-\\x20]+", "");
        boolean elsewhere = ANOTHER_ORIGIN.matcher(address).lookingAt()
                && !address.replaceFirst("(?i)^(?:https?:)?//([^/?#\\\\]*).*$", "$1")
                        .equalsIgnoreCase(page.host());
        if (elsewhere) {
            throw new UnsupportedPageException("its base element refers to another server");
        }
    }

    private static void checkPermission(Page page) throws UnsupportedPageException {
        for (String header : page.permissions()) {
            var own =
                    Pattern.compile("publickey-credentials-get\\s*=\\s*([^,]*)").matcher(header);
            if (own.find() && !own.group(1).contains("self") && !own.group(1).contains("*")) {
                throw new UnsupportedPageException(
                        "its permissions policy forbids passkeys: publickey-credentials-get");
            }
        }
    }
}
