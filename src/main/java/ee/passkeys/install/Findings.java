// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import static ee.passkeys.doctor.cure.Finding.fine;
import static ee.passkeys.doctor.cure.Finding.note;
import static ee.passkeys.doctor.cure.Finding.wrong;

import ee.passkeys.doctor.cure.Cure;
import ee.passkeys.doctor.cure.Cures;
import ee.passkeys.doctor.cure.Finding;
import ee.passkeys.install.war.AuthFeature;
import ee.passkeys.install.war.Library;
import ee.passkeys.install.war.Namespace;
import ee.passkeys.install.war.War;
import ee.passkeys.install.war.WebXml;
import ee.passkeys.install.zip.Output;
import ee.passkeys.server.ApplicationName;
import ee.passkeys.server.Servers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Findings in a WAR that concern passkeys, for the person who installs them. */
final class Findings {

    private static final int MOST_NAMES = 3;

    private final War war;
    private final PasskeysJar jar;
    private final String name;
    private final Cures cures;
    private final List<Finding> all = new ArrayList<>();

    private Findings(War war, PasskeysJar jar, String name) {
        this.war = war;
        this.jar = jar;
        this.name = name;
        this.cures = new Cures(new ApplicationName(name));
    }

    /** Findings in a WAR that is deployed as it is called. */
    static List<Finding> of(War war, PasskeysJar jar) {
        return of(war, jar, war.file());
    }

    /** Findings in a WAR that is deployed as that file is called. */
    static List<Finding> of(War war, PasskeysJar jar, Path deployed) {
        Findings findings = new Findings(war, jar, Output.stem(deployed));
        findings.lookAtNamespaces();
        findings.lookAtLogin();
        findings.lookAtMechanism();
        findings.lookAtOrdering();
        findings.lookAtPayara();
        findings.lookAtSecurityDomain();
        findings.lookAtPersistence();
        findings.lookAtSession();
        findings.lookAtContextRoot();
        findings.lookAtLibraries();
        return List.copyOf(findings.all);
    }

    private void lookAtNamespaces() {
        Set<Namespace> used = war.namespaces();
        if (used.contains(Namespace.JAKARTA) || !used.contains(Namespace.JAVAX)) {
            all.add(fine(
                    "namespace",
                    used.contains(Namespace.JAKARTA)
                            ? "The classes of the WAR use the jakarta namespace."
                            : "No class of the WAR uses a Jakarta EE API, so the namespace is not known."));
        }
        if (!used.contains(Namespace.JAVAX)) {
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
        all.add(wrong(
                "namespace",
                "The javax namespace is used" + (used.contains(Namespace.JAKARTA) ? " too" : "") + ", in " + some(javax)
                        + "; these classes do not run on Jakarta EE 9 or later.",
                Cure.of("# the Eclipse Transformer converts the WAR: java -jar org.eclipse.transformer.cli.jar "
                        + war.file().getFileName())));
    }

    private void lookAtLogin() {
        WebXml webXml = war.webXml();
        String method = webXml.authMethod().toUpperCase(Locale.ROOT);
        if (!webXml.hasLogin()) {
            all.add(
                    fine(
                            "login",
                            "web.xml has no login-config; the application's own mechanism, if any, stays active beside passkeys."));
        } else if (method.equals("FORM") || method.equals("BASIC")) {
            all.add(fine("login", "The login-config of web.xml is " + method + "; it stays active beside passkeys."));
        } else {
            all.add(wrong(
                    "login",
                    "The login-config of web.xml is " + method
                            + ", which only the container can perform; passkeys stay disabled.",
                    cures.webXml("<auth-method>FORM</auth-method> or <auth-method>BASIC</auth-method>")));
        }
    }

    private void lookAtMechanism() {
        if (war.traits().contains(AuthFeature.MECHANISM)) {
            all.add(fine(
                    "mechanism", "The WAR contains an authentication mechanism, which stays active beside passkeys."));
        }
    }

    private void lookAtOrdering() {
        if (war.webXml().leavesOut(Cures.FRAGMENT)) {
            all.add(note(
                    "absolute-ordering",
                    "The absolute-ordering of web.xml omits passkeys; the add command adds one line to it: <name>"
                            + Cures.FRAGMENT
                            + "</name>. The web-xml command writes only that web.xml, for an overlay on WildFly.",
                    cures.absoluteOrdering()));
        }
    }

    private void lookAtPayara() {
        String mechanism = war.webXml().contextParam(Servers.MECHANISM_PARAMETER);
        if (mechanism != null && !mechanism.equals(Cures.OUR_MECHANISM)) {
            all.add(wrong(
                    "payara-mechanism",
                    "web.xml sets " + Servers.MECHANISM_PARAMETER + " to " + mechanism
                            + ", which Payara uses instead of the passkey mechanism.",
                    cures.payaraMechanism()));
        }
    }

    /** Where the users live in the application, WildFly's own domain does not know them. */
    private void lookAtSecurityDomain() {
        String domain = war.jbossWeb().securityDomain();
        boolean ownUsers = war.traits().contains(AuthFeature.IDENTITY_STORE)
                || war.traits().contains(AuthFeature.MECHANISM);
        String named = domain == null ? "other" : domain;
        if (ownUsers) {
            all.add(note(
                    "integrated-jaspi",
                    "The application has its own users: on WildFly, its security domain, \"" + named
                            + "\", must accept users that only the application knows.",
                    server -> domain == null || domain.equals("other")
                            ? cures.identityStores(named).on(server)
                            : cures.securityDomain(named, true).on(server)));
        } else if (domain != null) {
            all.add(note(
                    "security-domain",
                    "jboss-web.xml names the security domain \"" + domain
                            + "\"; if WildFly does not have it, it invokes no mechanism.",
                    cures.securityDomain(domain, false)));
        }
    }

    private void lookAtPersistence() {
        if (war.archive().has("WEB-INF/classes/META-INF/persistence.xml")) {
            all.add(fine(
                    "persistence",
                    "The WAR has a persistence.xml, which stays as it is: passkeys have a separate persistence unit."));
        }
        for (Library library : war.others()) {
            if (library.hibernate()) {
                all.add(wrong(
                        "jpa-provider",
                        "The WAR contains Hibernate, " + library.fileName()
                                + "; on WildFly, this jar replaces it with the server's Hibernate. The jar named -all-own-hibernate does not.",
                        cures.ownHibernate(jar.version())));
            }
        }
    }

    private void lookAtSession() {
        if (!war.webXml().protectsCookie()) {
            all.add(note(
                    "session-cookie",
                    "web.xml does not make the session cookie http-only and secure.",
                    cures.sessionCookie()));
        }
        if (!war.webXml().tracksByCookieAlone()) {
            all.add(note(
                    "session-tracking",
                    "web.xml does not exclude session IDs from URLs, where WildFly puts them.",
                    server ->
                            server == Servers.WILDFLY ? cures.trackingByCookie().on(server) : List.of()));
        }
    }

    /** Each server has a descriptor of its own for that; without, the path is that of the file's name. */
    private void lookAtContextRoot() {
        String byName = "/" + name;
        String onWildFly = Objects.requireNonNullElse(war.jbossWeb().contextRoot(), byName);
        String onPayara = Objects.requireNonNullElse(war.payaraWeb().contextRoot(), byName);
        boolean atRoot = onWildFly.equals("/") && onPayara.equals("/");
        all.add(
                atRoot
                        ? fine("well-known-files", "The application is deployed at the root of its host.")
                        : note(
                                "well-known-files",
                                "The application is deployed at "
                                        + (onWildFly.equals(onPayara)
                                                ? onWildFly
                                                : onWildFly + " on WildFly and at " + onPayara + " on Payara")
                                        + ", but the well-known files belong at the root of the host, where another application or server"
                                        + " must provide them. passkeys/api/doctor shows their content.",
                                Cure.NONE));
    }

    private void lookAtLibraries() {
        List<String> unread = war.libraries().stream()
                .filter(library -> !library.readable())
                .map(Library::fileName)
                .toList();
        if (!unread.isEmpty()) {
            all.add(wrong("libraries", "Some content of " + some(unread) + " could not be read.", Cure.NONE));
        }
    }

    private static String some(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
        return names.size() > MOST_NAMES ? first + " and " + (names.size() - MOST_NAMES) + " more" : first;
    }
}
