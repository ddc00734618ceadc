// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** WildFly, and JBoss EAP, which is made of it. */
final class WildFly extends ServerProfile {

    private static final String SECURITY_DOMAINS = "/subsystem=undertow/application-security-domain=";

    WildFly() {
        super("WildFly");
    }

    @Override
    boolean has(Predicate<String> classes) {
        return classes.test("org.wildfly.security.auth.server.SecurityDomain");
    }

    @Override
    public Optional<JtaPlatform> jta() {
        return Optional.of(new JtaPlatform(
                "java:jboss/TransactionManager",
                "JBoss",
                "org.hibernate.engine.transaction.jta.platform.internal.JBossAppServerJtaPlatform"));
    }

    @Override
    public Optional<String> persistenceProvider() {
        return Optional.of(Persistence.HIBERNATE);
    }

    @Override
    public Optional<String> jaxRsServlet() {
        return Optional.of("org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher");
    }

    @Override
    public boolean hasElytron() {
        return true;
    }

    @Override
    public List<String> setting(String key, String value, ApplicationName application) {
        return resource("/system-property=" + key, "value", Commands.quoted(value));
    }

    @Override
    public List<String> replacedFile(String path, ApplicationName application) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return List.of("deployment-overlay add --name=passkeys-" + file.replace('.', '-') + "-" + application.name()
                + " --content=" + application.path(path) + "=" + file + " --deployments=" + application.archive()
                + " --redeploy-affected");
    }

    @Override
    public List<String> sessionCookie(ApplicationName application) {
        return resource(
                "/subsystem=undertow/servlet-container=default/setting=session-cookie",
                "http-only",
                "true",
                "secure",
                "true");
    }

    @Override
    public List<String> securityDomain(String domain, String attribute, boolean value) {
        return reloaded(SECURITY_DOMAINS + domain + ":write-attribute(name=" + attribute + ",value=" + value + ")");
    }

    @Override
    public List<String> newSecurityDomain(String domain, boolean identityStores) {
        String integrated = identityStores ? ",integrated-jaspi=false" : "";
        return reloaded(
                SECURITY_DOMAINS + domain + ":add(security-domain=ApplicationDomain" + integrated + ")",
                "/subsystem=ejb3/application-security-domain=" + domain + ":add(security-domain=ApplicationDomain)");
    }

    @Override
    public List<String> forwardedHttps() {
        return reloaded(
                "/subsystem=undertow/server=default-server/http-listener=default:write-attribute(name=proxy-address-forwarding,value=true)");
    }

    @Override
    public List<String> dataSource() {
        return List.of("bin/jboss-cli.sh --connect --resolve-parameter-values --properties=passkeys.properties"
                + " --file=server-config/wildfly/data-source.cli");
    }

    @Override
    public String dataSourceName() {
        return "java:jboss/datasources/Passkeys";
    }

    /** Commands, and the reload with which they come to count. */
    private static List<String> reloaded(String... commands) {
        List<String> lines = new ArrayList<>(List.of(commands));
        lines.add("reload");
        return List.copyOf(lines);
    }

    /**
     * Gives a resource some attributes, whether it is there already or not.
     *
     * @param address of the resource
     * @param attributes name and value in turn
     */
    private static List<String> resource(String address, String... attributes) {
        List<String> pairs = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        lines.add("if (outcome == success) of " + address + ":read-resource");
        for (int i = 0; i < attributes.length; i += 2) {
            pairs.add(attributes[i] + "=" + attributes[i + 1]);
            lines.add("  " + address + ":write-attribute(name=" + attributes[i] + ",value=" + attributes[i + 1] + ")");
        }
        lines.add("else");
        lines.add("  " + address + ":add(" + String.join(",", pairs) + ")");
        lines.add("end-if");
        return reloaded(lines.toArray(String[]::new));
    }
}
