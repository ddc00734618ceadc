// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import ee.passkeys.testkit.OldApplication;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Small applications as their authors left them, each of a kind of its own. */
public final class Kinds {

    private static final String CONSTRAINTS = """
            <security-constraint>
              <web-resource-collection><web-resource-name>foo</web-resource-name><url-pattern>/foo/*</url-pattern></web-resource-collection>
              <auth-constraint><role-name>foo</role-name></auth-constraint>
            </security-constraint>
            <security-role><role-name>foo</role-name></security-role>
            <security-role><role-name>bar</role-name></security-role>
            """;

    private static final String FORM = """
            <login-config>
              <auth-method>FORM</auth-method>
              <form-login-config><form-login-page>/login.html</form-login-page><form-error-page>/wrong.html</form-error-page></form-login-config>
            </login-config>
            """;

    private static final String APP = "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.0'>%s</web-app>";

    private static final String BASIC =
            "<login-config><auth-method>BASIC</auth-method><realm-name>file</realm-name></login-config>";

    private static final String ONE_STORE =
            "<beans xmlns='https://jakarta.ee/xml/ns/jakartaee' bean-discovery-mode='annotated' version='4.0'><scan><exclude name='"
                    + ClerkStore.class.getName() + "'/></scan></beans>";

    private Kinds() {}

    /** A form in {@code web.xml}, users in the realm of the server, and pages that sign in by code. */
    public static WebArchive withForm(String name) {
        return acting(name, FORM.replace("<form-login-config>", "<realm-name>file</realm-name><form-login-config>"));
    }

    /** The browser's dialog, the same users and pages. */
    public static WebArchive withBasic(String name) {
        return acting(name, BASIC);
    }

    /** The same where programs that are not signed in get a problem, or people our page. */
    public static WebArchive withFormAnd(String unauthenticated, String name) {
        return withForm(name)
                .addAsResource(
                        new StringAsset("passkeys.unauthenticated=" + unauthenticated + "\n"),
                        "META-INF/microprofile-config.properties");
    }

    /** The same with a login page that has no content type, and is to be enhanced. */
    public static WebArchive withUntypedForm(String name) {
        return acting(name, FORM.replace("/login.html", "/form"))
                .addClass(FormServlet.class)
                .addAsResource(
                        new StringAsset("passkeys.enhance-login-form=on\n"), "META-INF/microprofile-config.properties");
    }

    /** A mechanism of its own, with users of its own. */
    public static WebArchive withMechanism(String name) {
        return acting(name, "")
                .addClass(AnsweringMechanism.class)
                .addAsWebInfResource(
                        new StringAsset("<jboss-web><security-domain>identity-stores</security-domain></jboss-web>"),
                        "jboss-web.xml");
    }

    private static WebArchive acting(String name, String login) {
        return ShrinkWrap.create(WebArchive.class, name)
                .addClass(ActServlet.class)
                .setWebXML(new StringAsset(
                        APP.formatted(CONSTRAINTS.replace("<role-name>foo<", "<role-name>user<") + login)))
                .addAsWebResource(new StringAsset("the form"), "login.html")
                .addAsWebResource(new StringAsset("wrong password"), "wrong.html");
    }

    /** A resource that a parameter names, in an application that protects all its pages. */
    public static WebArchive withNamedResource(String name) {
        String parameters = "";
        for (String key : new String[] {
            "resteasy.resources", "resteasy.scanned.resources", "jersey.config.server.provider.classnames"
        }) {
            parameters += "<context-param><param-name>" + key + "</param-name><param-value>"
                    + SecretResource.class.getName() + "</param-value></context-param>";
        }
        return ShrinkWrap.create(WebArchive.class, name)
                .addClass(SecretResource.class)
                .setWebXML(new StringAsset(APP.formatted(parameters
                        + CONSTRAINTS.replace("/foo/*", "/*").replace(">foo</role-name>", ">user</role-name>")
                        + FORM)))
                .addAsWebResource(new StringAsset("the form"), "login.html")
                .addAsWebResource(new StringAsset("wrong password"), "wrong.html");
    }

    /** Beans of its own of types that we have beans of, too: clock, randomness and mechanism, and a decorator of the last. */
    public static WebArchive withOwnBeans(String name) {
        return OldApplication.withMechanism(name)
                .addClasses(OwnProducers.class, MechanismDecorator.class, OwnBeansServlet.class)
                .addAsWebInfResource(
                        new StringAsset("<jboss-web><security-domain>identity-stores</security-domain></jboss-web>"),
                        "jboss-web.xml");
    }

    /** Two stores that both find passwords right and provide groups, behind a mechanism. */
    public static WebArchive withTwoStores(String name) {
        return withStores(name, FooStore.class, BarStore.class);
    }

    /** A handler of its own, which gives other groups than its store. */
    public static WebArchive withOwnHandler(String name) {
        return withStores(name, BarStore.class, FooHandler.class);
    }

    /** One store that gives groups, and a principal of its own, while it looks at the password. */
    public static WebArchive withClerks(String name) {
        return withStores(name, ClerkStore.class, ClerkPrincipal.class);
    }

    /** The same store that tells of callers without password, too. */
    public static WebArchive withClerksByName(String name) {
        return withStores(name, CallerOnlyStore.class, ClerkStore.class, ClerkPrincipal.class)
                .addAsWebInfResource(new StringAsset(ONE_STORE), "beans.xml");
    }

    /** Accounts that have a number, which a later one of the same name does not have. */
    public static WebArchive withNumberedAccounts(String name) {
        return withStores(name, FooStore.class, NumberedAccounts.class, NumberServlet.class);
    }

    private static WebArchive withStores(String name, Class<?>... beans) {
        return ShrinkWrap.create(WebArchive.class, name)
                .addClasses(StoreLogin.class, WhoServlet.class)
                .addClasses(beans)
                .setWebXML(new StringAsset(APP.formatted(CONSTRAINTS)))
                .addAsWebInfResource(
                        new StringAsset("<jboss-web><security-domain>identity-stores</security-domain></jboss-web>"),
                        "jboss-web.xml");
    }

    /** The form in the {@code web-fragment.xml} of a library. */
    public static WebArchive withLoginInFragment(String name) {
        JavaArchive library = ShrinkWrap.create(JavaArchive.class, "login.jar")
                .addAsManifestResource(
                        new StringAsset("<web-fragment xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.0'>"
                                + "<name>login</name>" + FORM + "</web-fragment>"),
                        "web-fragment.xml");
        return OldApplication.withoutLogin(name).addAsLibrary(library);
    }

    /** A {@code ServerAuthModule} that the application registers itself. */
    public static WebArchive withOwnModule(String name) {
        return OldApplication.withoutLogin(name)
                .addClasses(OwnModule.class, OwnModuleListener.class, SecuredServlet.class)
                .addAsWebInfResource(
                        new StringAsset("<jboss-web><security-domain>identity-stores</security-domain></jboss-web>"),
                        "jboss-web.xml");
    }
}
