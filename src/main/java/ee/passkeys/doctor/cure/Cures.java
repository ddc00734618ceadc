// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor.cure;

import ee.passkeys.server.ApplicationName;
import ee.passkeys.server.Persistence;
import ee.passkeys.server.ServerProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Cures for one application, in one place. Each stands here and nowhere else. */
public final class Cures {

    /** Name of the web fragment of Passkeys EE, for an application that lists its fragments. */
    public static final String FRAGMENT = "passkeys_ee";

    /** Class name of the passkey mechanism. */
    public static final String OUR_MECHANISM = "ee.passkeys.mechanism.PasskeyAuthenticationMechanism";

    private static final String SAFE_COOKIE =
            "<session-config><cookie-config><http-only>true</http-only><secure>true</secure></cookie-config></session-config>";

    private static final List<String> FOR_ALL_COOKIES = List.of(
            "# this changes the session cookie of every application on the server; for this application only, in its WEB-INF/web.xml:",
            "# " + SAFE_COOKIE);

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
        return server -> server.setting(key, value, application);
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
        return server -> server.mechanism(OUR_MECHANISM, application);
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
        return server -> {
            if (!server.choosesRealm()) {
                return List.of();
            }
            List<String> created = server.realm(name, application);
            return created.isEmpty()
                    ? remembered.on(server)
                    : with(created, with(List.of("# or, if the users are not in that file"), remembered.on(server)));
        };
    }

    /**
     * Restricts the session cookie to https, and hides it from scripts.
     *
     * @return for all applications of the server, where it has a command for that, with a line that says so
     */
    public Cure sessionCookie() {
        return server -> {
            List<String> commands = server.sessionCookie(application);
            return commands.isEmpty() ? webXml(SAFE_COOKIE).on(server) : with(FOR_ALL_COOKIES, commands);
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
        return server -> server.securityDomain(domain, "integrated-jaspi", false);
    }

    /**
     * Makes WildFly invoke authentication mechanisms.
     *
     * @param domain the security domain of the application
     * @return for WildFly
     */
    public Cure mechanisms(String domain) {
        return server -> server.securityDomain(domain, "enable-jaspi", true);
    }

    /**
     * Creates the security domain that the application names; without it, WildFly invokes no mechanism.
     *
     * @param domain its name
     * @param identityStores whether the users live in identity stores of the application
     * @return for WildFly
     */
    public Cure securityDomain(String domain, boolean identityStores) {
        return server -> server.newSecurityDomain(domain, identityStores);
    }

    /**
     * Makes the server evaluate the https header of its proxy.
     *
     * @return for the listener that servers have at first
     */
    public Cure forwardedHttps() {
        return ServerProfile::forwardedHttps;
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
        return server -> with(
                server.dataSource(),
                setting("passkeys.data-source", server.dataSourceName()).on(server));
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
        return server -> server.persistenceProvider()
                        .filter(Persistence.HIBERNATE::equals)
                        .isPresent()
                ? List.of("java -jar passkeys-ee-" + version + "-all-own-hibernate.jar add " + application.argument())
                : List.of();
    }

    private Cure inDescriptor(String file, String line) {
        String path = "WEB-INF/" + file;
        return server -> with(List.of("in " + path + ": " + line), server.replacedFile(path, application));
    }

    private static List<String> with(List<String> one, List<String> other) {
        List<String> lines = new ArrayList<>(one);
        lines.addAll(other);
        return List.copyOf(lines);
    }
}
