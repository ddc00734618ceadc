// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.server;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What differs between application servers. What is said here holds for a server that nobody knows; the class of a server says what is
 * different there. A command is a whole line that an operator types, or writes into a file that is named; a server that has no command for
 * something gives an empty list.
 */
public abstract sealed class ServerProfile permits GlassFish, OtherServer, WildFly {

    private final String label;

    ServerProfile(String label) {
        this.label = label;
    }

    /**
     * Returns the display name.
     *
     * @return such as {@code Payara Micro}
     */
    public final String label() {
        return label;
    }

    /**
     * Returns the name on the command line.
     *
     * @return such as {@code payara-micro}
     */
    public final String word() {
        return label.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** Whether the server that has such classes is this one. What it says of itself is for operators to change, and does not count. */
    abstract boolean has(Predicate<String> classes);

    /**
     * Returns how an application takes part in the transactions of the server.
     *
     * @return empty where that is not known
     */
    public Optional<JtaPlatform> jta() {
        return Optional.empty();
    }

    /**
     * Returns the persistence provider that the server brings.
     *
     * @return its class; empty where it brings none that we know
     */
    public Optional<String> persistenceProvider() {
        return Optional.empty();
    }

    /**
     * Returns the servlet that runs JAX-RS resources on the server.
     *
     * @return its class; empty where that is not known
     */
    public Optional<String> jaxRsServlet() {
        return Optional.empty();
    }

    /**
     * Tells whether the users of the server live in security domains of Elytron.
     *
     * @return false where the container finds the groups of a user by the name alone
     */
    public boolean hasElytron() {
        return false;
    }

    /**
     * Returns how the server performs a login of {@code web.xml} itself.
     *
     * @return what it does without a mechanism
     */
    public ContainerLogin login() {
        return ContainerLogin.USUAL;
    }

    /**
     * Tells whether the container makes a session cookie secure by itself where the request is, whatever its configuration says.
     *
     * @return true on Payara
     */
    public boolean securesCookieByRequest() {
        return false;
    }

    /**
     * Sets a setting, and makes the application read it.
     *
     * @param key such as {@code passkeys.rp.id}
     * @param value the text to set
     * @param application the application that reads it
     * @return the commands; where the server has none, the setting itself
     */
    public List<String> setting(String key, String value, ApplicationName application) {
        return List.of(key + "=" + value);
    }

    /**
     * Replaces a file of the application, which is not rebuilt.
     *
     * @param path within the WAR, such as {@code WEB-INF/web.xml}
     * @param application whose file it is
     * @return the commands
     */
    public List<String> replacedFile(String path, ApplicationName application) {
        return List.of();
    }

    /**
     * Names the mechanism of an application, for a server that can be told.
     *
     * @param type class of the mechanism
     * @param application whose mechanism it is
     * @return the commands
     */
    public List<String> mechanism(String type, ApplicationName application) {
        return List.of();
    }

    /**
     * Tells whether {@code web.xml} chooses a realm of the server by its name.
     *
     * @return true on Payara
     */
    public boolean choosesRealm() {
        return false;
    }

    /**
     * Creates a realm, with the users of the one that the server has at first.
     *
     * @param name what {@code web.xml} calls the realm
     * @param application the application that uses it
     * @return the commands; none where no realm can have such a name
     */
    public List<String> realm(String name, ApplicationName application) {
        return List.of();
    }

    /**
     * Restricts the session cookies of all applications to https, and hides them from scripts.
     *
     * @param application the application that is started again for it
     * @return the commands
     */
    public List<String> sessionCookie(ApplicationName application) {
        return List.of();
    }

    /**
     * Changes the security domain of an application.
     *
     * @param domain its name, such as {@code other}
     * @param attribute such as {@code enable-jaspi}
     * @param value its new value
     * @return the commands
     */
    public List<String> securityDomain(String domain, String attribute, boolean value) {
        return List.of();
    }

    /**
     * Creates a security domain for an application.
     *
     * @param domain its name
     * @param identityStores whether its users live in identity stores of the application
     * @return the commands
     */
    public List<String> newSecurityDomain(String domain, boolean identityStores) {
        return List.of();
    }

    /**
     * Makes the server evaluate the https header of its proxy.
     *
     * @return the commands, for the listener that the server has at first
     */
    public List<String> forwardedHttps() {
        return List.of();
    }

    /**
     * Creates a data source in PostgreSQL. No password is in a command.
     *
     * @return the commands
     */
    public List<String> dataSource() {
        return List.of();
    }

    /**
     * Returns the JNDI name of the data source that {@link #dataSource} creates.
     *
     * @return such as {@code jdbc/passkeys}
     */
    public String dataSourceName() {
        return "jdbc/passkeys";
    }

    @Override
    public final String toString() {
        return label;
    }
}
