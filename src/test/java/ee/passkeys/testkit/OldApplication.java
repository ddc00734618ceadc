// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** An application that knows nothing of passkeys: a form in its {@code web.xml}, its users in a realm of the server. */
public final class OldApplication {

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <security-constraint>
                <web-resource-collection><web-resource-name>users</web-resource-name><url-pattern>/user/*</url-pattern></web-resource-collection>
                <auth-constraint><role-name>user</role-name></auth-constraint>
              </security-constraint>
              <login-config>
                <auth-method>FORM</auth-method>
                <realm-name>file</realm-name>
                <form-login-config><form-login-page>/login.html</form-login-page><form-error-page>/wrong.html</form-error-page></form-login-config>
              </login-config>
              <security-role><role-name>user</role-name></security-role>
            </web-app>
            """;

    private OldApplication() {}

    /** The WAR as its authors left it. */
    public static WebArchive war() {
        return ShrinkWrap.create(WebArchive.class, "old.war")
                .addClass(OldServlet.class)
                .setWebXML(new StringAsset(WEB_XML))
                .addAsWebResource(new StringAsset("the form"), "login.html")
                .addAsWebResource(new StringAsset("wrong password"), "wrong.html");
    }
}
