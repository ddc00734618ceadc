// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What was found in a WAR that concerns passkeys, in sentences for whoever installs them. */
final class Findings {

    /** As our {@code web-fragment.xml} has it. */
    static final String FRAGMENT = "passkeys_ee";

    private static final String PAYARA_MECHANISM = "fish.payara.security.mechanism";
    private static final int MOST_NAMES = 3;

    private final War war;
    private final List<String> sentences = new ArrayList<>();

    private Findings(War war) {
        this.war = war;
    }

    static List<String> of(War war) {
        Findings findings = new Findings(war);
        findings.lookAtNamespaces();
        findings.lookAtLogin();
        findings.lookAtOrdering();
        findings.lookAtPayara();
        findings.lookAtPersistence();
        findings.lookAtLibraries();
        return List.copyOf(findings.sentences);
    }

    private void lookAtNamespaces() {
        Set<Namespace> all = war.namespaces();
        sentences.add(
                all.contains(Namespace.JAKARTA)
                        ? "Its classes are of the jakarta namespace."
                        : "No class of it names the Servlet API or its like, so that the namespace is not known.");
        if (!all.containsAll(Set.of(Namespace.JAVAX, Namespace.JAKARTA))) {
            return;
        }
        List<String> javax = new ArrayList<>();
        if (war.classes().contains(Namespace.JAVAX)) {
            javax.add("WEB-INF/classes");
        }
        war.others().stream()
                .filter(library -> library.namespaces().contains(Namespace.JAVAX))
                .map(Library::fileName)
                .forEach(javax::add);
        sentences.add("Warning: the javax namespace is used too, in " + some(javax)
                + "; what is there does not run on Jakarta EE 9 or later.");
    }

    private void lookAtLogin() {
        WebXml webXml = war.webXml();
        String method = webXml.authMethod().toUpperCase(Locale.ROOT);
        if (!webXml.hasLogin()) {
            sentences.add("web.xml has no login-config; a mechanism of the application's own goes on beside passkeys.");
        } else if (method.equals("FORM") || method.equals("BASIC")) {
            sentences.add("The login of web.xml is " + method + "; it goes on beside passkeys.");
        } else {
            sentences.add("Warning: the login of web.xml is " + method
                    + ", which only the container can do; passkeys stay off, and the login stays as it is.");
        }
    }

    private void lookAtOrdering() {
        if (war.webXml().leavesOut(FRAGMENT)) {
            sentences.add(
                    "The absolute-ordering of web.xml leaves passkeys out; the web.xml that add writes has one more line in it: <name>"
                            + FRAGMENT
                            + "</name>. The command web-xml writes that web.xml alone, for an overlay of WildFly.");
        }
    }

    private void lookAtPayara() {
        String mechanism = war.webXml().contextParam(PAYARA_MECHANISM);
        if (mechanism != null) {
            sentences.add("Warning: web.xml sets " + PAYARA_MECHANISM + " to " + mechanism
                    + "; on Payara that takes the place of our mechanism. Take this context-param out.");
        }
    }

    private void lookAtPersistence() {
        if (war.archive().has("WEB-INF/classes/META-INF/persistence.xml")) {
            sentences.add(
                    "It has a persistence.xml; ours is a persistence unit of its own, in code, and leaves it alone.");
        }
        for (Library library : war.others()) {
            if (library.hibernate()) {
                sentences.add(
                        "Warning: it brings its own Hibernate, " + library.fileName()
                                + "; on WildFly this jar puts the server's in its place, and the one named -all-own-hibernate does not.");
            }
        }
    }

    private void lookAtLibraries() {
        List<String> unread = war.libraries().stream()
                .filter(library -> !library.readable())
                .map(Library::fileName)
                .toList();
        if (!unread.isEmpty()) {
            sentences.add("Warning: not all of " + some(unread) + " could be looked into.");
        }
    }

    private static String some(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
        return names.size() > MOST_NAMES ? first + " and " + (names.size() - MOST_NAMES) + " more" : first;
    }
}
