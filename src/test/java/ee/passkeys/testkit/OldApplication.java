// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** An application that knows nothing of passkeys: a form in its {@code web.xml}, its users in a realm of the server. */
public final class OldApplication {

    private static final List<String> HIBERNATE = List.of(
            "org.hibernate.orm:hibernate-core:6.5.3.Final",
            "org.hibernate.common:hibernate-commons-annotations:6.0.6.Final",
            "net.bytebuddy:byte-buddy:1.14.15",
            "com.fasterxml:classmate:1.5.1",
            "org.antlr:antlr4-runtime:4.13.0",
            "io.smallrye:jandex:3.1.2");

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <security-constraint>
                <web-resource-collection><web-resource-name>users</web-resource-name><url-pattern>/user/*</url-pattern></web-resource-collection>
                <auth-constraint><role-name>user</role-name></auth-constraint>
              </security-constraint>
              <security-constraint>
                <web-resource-collection><web-resource-name>bosses</web-resource-name><url-pattern>/user/boss</url-pattern><http-method>POST</http-method></web-resource-collection>
                <auth-constraint><role-name>boss</role-name></auth-constraint>
              </security-constraint>
              <security-constraint>
                <web-resource-collection><web-resource-name>users again</web-resource-name><url-pattern>/user/boss</url-pattern><http-method-omission>POST</http-method-omission></web-resource-collection>
                <auth-constraint><role-name>user</role-name></auth-constraint>
              </security-constraint>
              <login-config>
                <auth-method>FORM</auth-method>
                <realm-name>file</realm-name>
                <form-login-config><form-login-page>/login.html</form-login-page><form-error-page>/wrong.html</form-error-page></form-login-config>
              </login-config>
              <security-role><role-name>user</role-name></security-role>
              <security-role><role-name>boss</role-name></security-role>
            </web-app>
            """;

    private static final String PERSISTENCE_XML = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
              <persistence-unit name="notes" transaction-type="JTA">
                <class>ee.passkeys.testkit.Note</class>
                <exclude-unlisted-classes>true</exclude-unlisted-classes>
                <properties>
                  %s<property name="jakarta.persistence.schema-generation.database.action" value="drop-and-create"/>
                </properties>
              </persistence-unit>
            </persistence>
            """;

    /** A login page as there are many: a JSP with a charset of its own, and a policy that lets no script in but those with its nonce. */
    private static final String LOGIN_JSP = """
            <%@ page contentType="text/html; charset=ISO-8859-1" pageEncoding="UTF-8" %><%
              String nonce = java.util.UUID.randomUUID().toString();
              response.setHeader("Content-Security-Policy", "default-src 'none'; img-src 'self'; connect-src 'self'; form-action 'self';"
                + " script-src 'nonce-" + nonce + "'; style-src 'nonce-" + nonce + "'");
            %><!DOCTYPE html>
            <html lang="en"><head><title>Müller &amp; Söhne</title></head>
            <body><h1>Müller &amp; Söhne</h1>
            <FORM METHOD="post" ACTION="<%= response.encodeURL("j_security_check") %>">
            <p>User <input type=text name=j_username size=20>
            <p>Password <input type="password" name="j_password" size="20" autocomplete="off">
            <p><input id="submit" type="submit" value="Log in">
            </FORM>
            <p id="foot">No account? Call Frau Müller.
            <script nonce="<%= nonce %>">document.title = 'Log in';</script>
            </body></html>
            """;

    private static final String WRONG_HTML = """
            <html><head><meta charset=utf-8><title>Wrong password</title></head>
            <body><h1>Das war falsch. Bitte noch einmal, für Sie.</h1>
            <form method=post action='j_security_check'><input name='j_username' autocomplete='username'><input type=password name=j_password>
            <input type=submit></form></body></html>
            """;

    private static final String ORDER_HTML = """
            <!DOCTYPE html><html lang="en"><head><title>Order</title></head><body><h1>Order</h1>
            <form method="post" action="echo?step=2"><input name="amount" value="7 pounds"><input id="submit" type="submit"></form></body></html>
            """;

    private OldApplication() {}

    /** The WAR as its authors left it. */
    public static WebArchive war() {
        return war("old.war", WEB_XML);
    }

    /** The WAR of authors who had a cluster in mind. */
    public static WebArchive distributable() {
        return war("old.war", WEB_XML.replaceFirst("<security-constraint>", "<distributable/><security-constraint>"));
    }

    /** The same under a name of its own, so that a server has no other session of it. */
    public static WebArchive war(String name) {
        return war(name, WEB_XML);
    }

    /** The same with pages that people see; the one for a wrong password has the form again. */
    public static WebArchive withLoginPage() {
        return ShrinkWrap.create(WebArchive.class, "login-page.war")
                .addClass(OldServlet.class)
                .setWebXML(new StringAsset(WEB_XML.replace("/login.html", "/login.jsp")))
                .addAsWebResource(new StringAsset(LOGIN_JSP), "login.jsp")
                .addAsWebResource(new StringAsset(WRONG_HTML), "wrong.html");
    }

    private static WebArchive war(String name, String webXml) {
        return ShrinkWrap.create(WebArchive.class, name)
                .addClasses(OldServlet.class, EchoServlet.class)
                .setWebXML(new StringAsset(webXml))
                .addAsWebResource(new StringAsset("the form"), "login.html")
                .addAsWebResource(new StringAsset("wrong password"), "wrong.html");
    }

    /** The same with the browser's dialog in place of the form. */
    public static WebArchive withBasic(String name) {
        return war(name)
                .setWebXML(new StringAsset(WEB_XML.replace("FORM", "BASIC")
                        .replaceFirst("<form-login-config>.*</form-login-config>", "")));
    }

    /** The same that names another realm. */
    public static WebArchive ofRealm(String realm) {
        return war("old.war", WEB_XML.replace("<realm-name>file<", "<realm-name>" + realm + "<"));
    }

    /** The same whose authors wanted no fragment of any library. */
    public static WebArchive withoutFragments() {
        return war(
                "old.war", WEB_XML.replaceFirst("<security-constraint>", "<absolute-ordering/><security-constraint>"));
    }

    /** The same that tells Payara of a mechanism by its name. */
    public static WebArchive withMechanismOfPayara(String name, String mechanism) {
        return war(
                name,
                WEB_XML.replaceFirst(
                        "<security-constraint>",
                        "<context-param><param-name>fish.payara.security.mechanism</param-name><param-value>"
                                + mechanism + "</param-value></context-param><security-constraint>"));
    }

    /** An EAR with one such WAR, which is served at the path that the WAR is named after. */
    public static EnterpriseArchive in(String ear, WebArchive war) {
        return ShrinkWrap.create(EnterpriseArchive.class, ear).addAsModule(war);
    }

    /** What the {@code web.xml} of the old application says. */
    public static String webXml() {
        return WEB_XML;
    }

    /** The same without a way to sign in. */
    public static WebArchive withoutLogin(String name) {
        return war(name).setWebXML(new StringAsset(WEB_XML.replaceFirst("(?s)<login-config>.*</login-config>", "")));
    }

    /** The same with everything protected, the pages of others in it, too. */
    public static WebArchive withNothingOpen(String name, String methods) {
        return war(name)
                .setWebXML(new StringAsset(WEB_XML.replace(
                        "<url-pattern>/user/*</url-pattern>", "<url-pattern>/*</url-pattern>" + methods)));
    }

    /** The same that takes no request for any path of its own without TLS. */
    public static WebArchive confidential(String name) {
        return war(
                name,
                WEB_XML.replaceFirst(
                        "<security-constraint>",
                        "<security-constraint><web-resource-collection><web-resource-name>all</web-resource-name>"
                                + "<url-pattern>/*</url-pattern></web-resource-collection><user-data-constraint>"
                                + "<transport-guarantee>CONFIDENTIAL</transport-guarantee></user-data-constraint>"
                                + "</security-constraint><security-constraint>"));
    }

    /** The same with pages that people see, and settings that ask for a fresh passkey: for an hour, and at every request. */
    public static WebArchive withStepUp() {
        return ShrinkWrap.create(WebArchive.class, "step-up.war")
                .addClasses(OldServlet.class, EchoServlet.class)
                .setWebXML(new StringAsset(WEB_XML.replace("/login.html", "/wrong.html")))
                .addAsWebResource(new StringAsset(WRONG_HTML), "wrong.html")
                .addAsWebResource(new StringAsset(ORDER_HTML), "user/order.html")
                .addAsWebResource(new StringAsset("GET| of a welcome file"), "user/files/index.html")
                .addAsResource(new StringAsset("""
                                passkeys.step-up./echo=PT1H
                                passkeys.step-up./user/echo=PT1H
                                passkeys.step-up./user/boss=PT0.001S
                                passkeys.step-up./user/files/index.html=PT0.001S
                                """), "META-INF/microprofile-config.properties");
    }

    /** The same with a mechanism of its own. */
    public static WebArchive withMechanism(String name) {
        return withoutLogin(name).addClass(OldMechanism.class);
    }

    /** The same where who has a passkey needs it to change passkeys. */
    public static WebArchive withChangesByPasskey() {
        return war("change-with.war")
                .addAsWebResource(new StringAsset(WRONG_HTML), "login.html")
                .addAsResource(
                        new StringAsset("passkeys.manage.requires=passkey\n"),
                        "META-INF/microprofile-config.properties");
    }

    /** The same with a mechanism of its own, and a setting that asks the users for a fresh passkey on every page. */
    public static WebArchive withMechanismAndStepUp() {
        return withMechanism("mechanism-step-up.war")
                .addAsWebInfResource(
                        new StringAsset("<jboss-web><security-domain>identity-stores</security-domain></jboss-web>"),
                        "jboss-web.xml")
                .addAsResource(
                        new StringAsset("passkeys.step-up.role.user=PT1H\n"),
                        "META-INF/microprofile-config.properties");
    }

    /** The same with a persistence unit of its own, and a servlet that injects it without a name. */
    public static WebArchive withPersistenceUnit() {
        return withPersistenceUnit("");
    }

    /** The same with a Hibernate of its own, which is another one than WildFly's. */
    public static WebArchive withOwnHibernate() {
        WebArchive war = withPersistenceUnit("<property name=\"jboss.as.jpa.providerModule\" value=\"application\"/>");
        Published.artifacts(HIBERNATE).forEach(library -> war.addAsLibrary(library.toFile()));
        return war;
    }

    private static WebArchive withPersistenceUnit(String property) {
        return war("notes.war", WEB_XML)
                .addClasses(Note.class, NotesServlet.class)
                .addAsResource(new StringAsset(PERSISTENCE_XML.formatted(property)), "META-INF/persistence.xml");
    }
}
