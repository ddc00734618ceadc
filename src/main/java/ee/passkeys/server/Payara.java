// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.server;

import java.util.List;
import java.util.function.Predicate;

/** Payara Server, and what it has in common with Payara Micro. */
sealed class Payara extends GlassFish permits PayaraMicro {

    private static final String VIRTUAL_SERVER = "configs.config.server-config.http-service.virtual-server.server";

    /** Where the realm that is there at first has its users. */
    private static final String FILE_REALM = "file=${com.sun.aas.instanceRoot}/config/keyfile:jaas-context=fileRealm";

    /** What a realm may be called; {@code web.xml} may call it anything. */
    private static final String NAME_OF_REALM = "[\\p{L}\\p{N}_][\\p{L}\\p{N}_./;#-]*";

    Payara() {
        this("Payara");
    }

    Payara(String label) {
        super(label);
    }

    @Override
    boolean has(Predicate<String> classes) {
        return super.has(classes) && classes.test("fish.payara.cdi.auth.roles.RolesPermitted");
    }

    /** The container makes a principal of a name, and finds it everywhere. */
    @Override
    public ContainerLogin login() {
        return GlassFishLogin.WITH_NAME;
    }

    @Override
    public boolean securesCookieByRequest() {
        return true;
    }

    @Override
    public List<String> setting(String key, String value, ApplicationName application) {
        return restarted(
                application,
                "set-config-property --source=domain --propertyName=" + key + " --propertyValue=" + argument(value));
    }

    @Override
    public List<String> mechanism(String type, ApplicationName application) {
        return restarted(
                application,
                "set-web-context-param --name=" + Servers.MECHANISM_PARAMETER + " --value=" + type + " "
                        + Commands.shell(application.webModule()));
    }

    @Override
    public final boolean choosesRealm() {
        return true;
    }

    @Override
    public final List<String> realm(String name, ApplicationName application) {
        return name.matches(NAME_OF_REALM)
                ? restarted(
                        application,
                        "create-auth-realm --classname com.sun.enterprise.security.auth.realm.file.FileRealm --property "
                                + argument(FILE_REALM) + " " + argument(name))
                : List.of();
    }

    @Override
    public final List<String> sessionCookie(ApplicationName application) {
        return restarted(
                application,
                "set " + VIRTUAL_SERVER + ".session-cookie-secure=true",
                "set " + VIRTUAL_SERVER + ".session-cookie-http-only=true");
    }

    @Override
    final String secrets() {
        return "MPCONFIG";
    }
}
