// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor.cure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Cures for one application, in one place. Each stands here and nowhere else. */
public final class Cures {

    /** Name of the web fragment of Passkeys EE, for an application that lists its fragments. */
    public static final String FRAGMENT = "passkeys_ee";

    /** Context parameter that names a mechanism on Payara. */
    public static final String PAYARA_MECHANISM = "fish.payara.security.mechanism";

    /** Class name of the passkey mechanism. */
    public static final String OUR_MECHANISM = "ee.passkeys.mechanism.PasskeyAuthenticationMechanism";

    private static final String VIRTUAL_SERVER = "configs.config.server-config.http-service.virtual-server.server";
    private static final String PROTOCOLS = "configs.config.server-config.network-config.protocols.protocol.";

    private static final String SAFE_COOKIE =
            "<session-config><cookie-config><http-only>true</http-only><secure>true</secure></cookie-config></session-config>";

    private static final List<String> FOR_ALL_COOKIES = List.of(
            "# this changes the session cookie of every application on the server; for this application only, in its WEB-INF/web.xml:",
            "# " + SAFE_COOKIE);

    /** Where the realm of Payara that is there at first has its users. */
    private static final String FILE_REALM = "file=${com.sun.aas.instanceRoot}/config/keyfile:jaas-context=fileRealm";

    /** What Payara lets a realm be called; {@code web.xml} may call it anything. */
    private static final String NAME_OF_REALM = "[\\p{L}\\p{N}_][\\p{L}\\p{N}_./;#-]*";

    private final ApplicationName application;
    private final UnaryOperator<String> keys;

    /**
     * Takes an application that has no settings of its own.
     *
     * @param application what the commands name
     */
    public Cures(ApplicationName application) {
        this(application, UnaryOperator.identity());
    }

    /**
     * Takes the application.
     *
     * @param application what the commands name
     * @param keys gives for a key such as {@code passkeys.rp.id} the one that counts for this application, such as
     *     {@code passkeys.app.shop.rp.id}
     */
    public Cures(ApplicationName application, UnaryOperator<String> keys) {
        this.application = application;
        this.keys = keys;
    }

    /**
     * Returns the key that applies to this application.
     *
     * @param setting such as {@code passkeys.rp.id}
     * @return the same, or the key of this application alone where that one is set
     */
    public String key(String setting) {
        return keys.apply(setting);
    }

    /**
     * Sets a setting, and makes the application read it.
     *
     * @param setting such as {@code passkeys.rp.id}
     * @param value the text to set
     * @return for all applications of the server, or for this one where it has that setting for itself; where the server has no commands,
     *     the setting itself
     */
    public Cure setting(String setting, String value) {
        String key = key(setting);
        return server -> switch (server) {
            case WILDFLY -> Commands.wildFlyResource("/system-property=" + key, "value", Commands.quoted(value));
            case PAYARA_MICRO ->
                Commands.isPlain(value) ? configProperty(server, key, value) : Commands.property(key, value);
            case PAYARA -> configProperty(server, key, value);
            case GLASSFISH ->
                redeployed(server, "create-system-properties " + Commands.shell(key + "=" + Commands.escaped(value)));
            case OTHER -> List.of(key + "=" + value);
        };
    }

    /**
     * Shows a setting whose value only the operator can write. Typed as it stands it does nothing.
     *
     * @param setting such as {@code passkeys.account.active-query}
     * @param example a value for tables of an imagined application
     * @return how it is set, behind a mark of comments
     */
    public Cure template(String setting, String example) {
        Cure cure = setting(setting, example);
        return server -> with(
                List.of("# template: adapt the SQL to the application's tables"),
                cure.on(server).stream()
                        .map(line -> line.startsWith("#") ? line : "# " + line)
                        .toList());
    }

    /**
     * Changes {@code web.xml} of an application that is not rebuilt.
     *
     * @param line what is put into it
     * @return the line, and how the file comes to the application
     */
    public Cure webXml(String line) {
        return inDescriptor("web.xml", line);
    }

    /**
     * Includes the web fragment of Passkeys EE.
     *
     * @return the line for the {@code absolute-ordering}
     */
    public Cure absoluteOrdering() {
        return webXml("<name>" + FRAGMENT + "</name> within <absolute-ordering>");
    }

    /**
     * Makes Payara use the passkey mechanism, which delegates to the other one.
     *
     * @return for Payara; other servers do not read that parameter
     */
    public Cure payaraMechanism() {
        return server -> switch (server) {
            case PAYARA ->
                redeployed(
                        server,
                        "set-web-context-param --name=" + PAYARA_MECHANISM + " --value=" + OUR_MECHANISM + " "
                                + Commands.shell(application.webModule()));
            case PAYARA_MICRO ->
                List.of("in WEB-INF/web.xml: <param-value>" + OUR_MECHANISM + "</param-value> for " + PAYARA_MECHANISM);
            case WILDFLY, GLASSFISH, OTHER -> List.of();
        };
    }

    /**
     * Creates the realm that {@code web.xml} names on Payara, with the users of the server's initial realm. Where they live elsewhere, the
     * groups of the last password are the other way.
     *
     * @param name what {@code web.xml} calls the realm
     * @return for Payara, where alone that name chooses a realm
     */
    public Cure realm(String name) {
        Cure remembered = setting("passkeys.groups.remembered", "true");
        return server -> switch (server) {
            case PAYARA, PAYARA_MICRO ->
                name.matches(NAME_OF_REALM)
                        ? with(
                                createRealm(server, name),
                                with(List.of("# or, if the users are not in that file"), remembered.on(server)))
                        : remembered.on(server);
            case WILDFLY, GLASSFISH, OTHER -> List.of();
        };
    }

    /**
     * Restricts the session cookie to https, and hides it from scripts.
     *
     * @return for all applications of the server, where it has a command for that, with a line that says so
     */
    public Cure sessionCookie() {
        return server -> switch (server) {
            case WILDFLY ->
                with(
                        FOR_ALL_COOKIES,
                        Commands.wildFlyResource(
                                "/subsystem=undertow/servlet-container=default/setting=session-cookie",
                                "http-only",
                                "true",
                                "secure",
                                "true"));
            case PAYARA, PAYARA_MICRO ->
                with(
                        FOR_ALL_COOKIES,
                        redeployed(
                                server,
                                "set " + VIRTUAL_SERVER + ".session-cookie-secure=true",
                                "set " + VIRTUAL_SERVER + ".session-cookie-http-only=true"));
            case GLASSFISH, OTHER -> webXml(SAFE_COOKIE).on(server);
        };
    }

    /**
     * Excludes session IDs from URLs.
     *
     * @return the line for {@code web.xml}, where alone it can be said
     */
    public Cure trackingByCookie() {
        return webXml("<tracking-mode>COOKIE</tracking-mode> within <session-config>");
    }

    /**
     * Makes WildFly accept users that its own security domain does not know.
     *
     * @param domain the security domain of the application, such as {@code other}
     * @return for WildFly
     */
    public Cure identityStores(String domain) {
        return writeSecurityDomain(domain, "integrated-jaspi", false);
    }

    /**
     * Makes WildFly invoke authentication mechanisms.
     *
     * @param domain the security domain of the application
     * @return for WildFly
     */
    public Cure mechanisms(String domain) {
        return writeSecurityDomain(domain, "enable-jaspi", true);
    }

    /**
     * Creates the security domain that the application names; without it, WildFly invokes no mechanism.
     *
     * @param domain its name
     * @param identityStores whether the users live in identity stores of the application
     * @return for WildFly
     */
    public Cure securityDomain(String domain, boolean identityStores) {
        String integrated = identityStores ? ",integrated-jaspi=false" : "";
        return onWildFly(
                securityDomain(domain) + ":add(security-domain=ApplicationDomain" + integrated + ")",
                "/subsystem=ejb3/application-security-domain=" + domain + ":add(security-domain=ApplicationDomain)");
    }

    /**
     * Makes the server evaluate the https header of its proxy.
     *
     * @return for the listener that servers have at first
     */
    public Cure forwardedHttps() {
        return server -> switch (server) {
            case WILDFLY ->
                Commands.wildFly(
                        "/subsystem=undertow/server=default-server/http-listener=default:write-attribute(name=proxy-address-forwarding,value=true)");
            case PAYARA_MICRO -> schemeMapping(server, "http-listener");
            case PAYARA, GLASSFISH -> schemeMapping(server, "http-listener-1");
            case OTHER -> List.of();
        };
    }

    /**
     * Makes the proxy forward the host and the scheme of the request.
     *
     * @return lines for nginx
     */
    public Cure proxyHeaders() {
        return Cure.of(
                "# nginx, next to its proxy_pass",
                "proxy_set_header Host $host;",
                "proxy_set_header X-Forwarded-Proto $scheme;");
    }

    /**
     * Serves files at the root of the host, where the application is not deployed.
     *
     * @param host the name of that host
     * @param files JSON by path, such as {@code /.well-known/webauthn}
     * @return lines for nginx
     */
    public Cure wellKnownFiles(String host, Map<String, String> files) {
        List<String> lines = new ArrayList<>();
        lines.add("# nginx, in the server of " + host);
        new TreeMap<>(files)
                .forEach((path, json) -> lines.add(
                        "location = " + path + " { default_type application/json; return 200 '" + json + "'; }"));
        return server -> List.copyOf(lines);
    }

    /**
     * Creates a data source for passkeys in PostgreSQL, and configures it.
     *
     * @return the scripts of {@code server-config/}, or the same by hand
     */
    public Cure dataSource() {
        return server -> switch (server) {
            case WILDFLY ->
                with(
                        List.of("bin/jboss-cli.sh --connect --resolve-parameter-values --properties=passkeys.properties"
                                + " --file=server-config/wildfly/data-source.cli"),
                        setting("passkeys.data-source", "java:jboss/datasources/Passkeys")
                                .on(server));
            case PAYARA, PAYARA_MICRO, GLASSFISH ->
                with(
                        pool(server),
                        setting("passkeys.data-source", "jdbc/passkeys").on(server));
            case OTHER -> setting("passkeys.data-source", "jdbc/passkeys").on(server);
        };
    }

    /**
     * Brings the tables up to date.
     *
     * @return the setting; or the changelog, for a DBA
     */
    public Cure tables() {
        return setting("passkeys.schema", "migrate")
                .then(
                        Cure.of(
                                "# or, by a DBA: cd liquibase && liquibase update --url=jdbc:postgresql://db.example.com/app --username=dba"));
    }

    /**
     * Adds the jar that keeps the application's own Hibernate.
     *
     * @param version what the jar has in its name
     * @return for WildFly, where alone it matters
     */
    public Cure ownHibernate(String version) {
        return server -> server == Server.WILDFLY
                ? List.of("java -jar passkeys-ee-" + version + "-all-own-hibernate.jar add "
                        + Commands.shell(application.war()))
                : List.of();
    }

    private Cure writeSecurityDomain(String domain, String attribute, boolean value) {
        return onWildFly(securityDomain(domain) + ":write-attribute(name=" + attribute + ",value=" + value + ")");
    }

    private static Cure onWildFly(String... commands) {
        return server -> server == Server.WILDFLY ? Commands.wildFly(commands) : List.of();
    }

    private static String securityDomain(String domain) {
        return "/subsystem=undertow/application-security-domain=" + domain;
    }

    private static List<String> schemeMapping(Server server, String protocol) {
        return Commands.asadmin(server, "set " + PROTOCOLS + protocol + ".http.scheme-mapping=X-Forwarded-Proto");
    }

    /** The password is never in a command. */
    private static List<String> pool(Server server) {
        String password = server == Server.GLASSFISH ? "ALIAS" : "MPCONFIG";
        String properties = "url=" + Commands.escaped("jdbc:postgresql://db.example.com/app") + ":user=app:password=${"
                + password + "=passkeys-db.password}";
        return Commands.asadmin(
                server,
                "create-jdbc-connection-pool --restype=javax.sql.DataSource"
                        + " --datasourceclassname=org.postgresql.ds.PGSimpleDataSource --property="
                        + argument(server, properties) + " passkeys",
                "create-jdbc-resource --connectionpoolid=passkeys jdbc/passkeys");
    }

    private Cure inDescriptor(String file, String line) {
        String path = "WEB-INF/" + file;
        return server -> {
            List<String> put = List.of("in " + path + ": " + line);
            return switch (server) {
                case WILDFLY ->
                    with(
                            put,
                            List.of("deployment-overlay add --name=passkeys-web-xml-" + application.name()
                                    + " --content=" + application.path(path) + "=" + file + " --deployments="
                                    + application.archive()
                                    + " --redeploy-affected"));
                case PAYARA, GLASSFISH ->
                    with(
                            put,
                            Commands.asadmin(
                                    server, "redeploy --name " + application.name() + " " + application.archive()));
                case PAYARA_MICRO, OTHER -> put;
            };
        };
    }

    private List<String> createRealm(Server server, String name) {
        return redeployed(
                server,
                "create-auth-realm --classname com.sun.enterprise.security.auth.realm.file.FileRealm --property "
                        + argument(server, FILE_REALM) + " " + argument(server, name));
    }

    private List<String> configProperty(Server server, String key, String value) {
        return redeployed(
                server,
                "set-config-property --source=domain --propertyName=" + key + " --propertyValue="
                        + argument(server, value));
    }

    private List<String> redeployed(Server server, String... commands) {
        List<String> lines = new ArrayList<>(Commands.asadmin(server, commands));
        if (server != Server.PAYARA_MICRO) {
            lines.addAll(Commands.asadmin(
                    server,
                    "disable " + Commands.shell(application.name()),
                    "enable " + Commands.shell(application.name())));
        }
        return List.copyOf(lines);
    }

    /** A file of commands is read by no shell. */
    private static String argument(Server server, String value) {
        return server == Server.PAYARA_MICRO ? value : Commands.shell(value);
    }

    private static List<String> with(List<String> one, List<String> other) {
        List<String> lines = new ArrayList<>(one);
        lines.addAll(other);
        return List.copyOf(lines);
    }
}
