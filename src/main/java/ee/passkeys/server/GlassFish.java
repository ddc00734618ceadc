// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** GlassFish, and what it has in common with Payara, which was made of it. */
sealed class GlassFish extends ServerProfile permits Payara {

    /** Knows the realms by their names. */
    private static final String REALM = "com.sun.enterprise.security.auth.realm.Realm";

    private static final String PROTOCOLS = "configs.config.server-config.network-config.protocols.protocol.";

    GlassFish() {
        this("GlassFish");
    }

    GlassFish(String label) {
        super(label);
    }

    @Override
    boolean has(Predicate<String> classes) {
        return classes.test(REALM);
    }

    @Override
    public Optional<JtaPlatform> jta() {
        return Optional.of(new JtaPlatform(
                "java:appserver/TransactionManager",
                "Glassfish",
                "org.hibernate.engine.transaction.jta.platform.internal.SunOneJtaPlatform"));
    }

    @Override
    public Optional<String> persistenceProvider() {
        return Optional.of(Persistence.ECLIPSELINK);
    }

    @Override
    public Optional<String> jaxRsServlet() {
        return Optional.of("org.glassfish.jersey.servlet.ServletContainer");
    }

    @Override
    public ContainerLogin login() {
        return GlassFishLogin.WITH_PRINCIPAL;
    }

    @Override
    public List<String> setting(String key, String value, ApplicationName application) {
        return restarted(
                application, "create-system-properties " + Commands.shell(key + "=" + Commands.escaped(value)));
    }

    @Override
    public List<String> replacedFile(String path, ApplicationName application) {
        return commands("redeploy --name " + application.name() + " " + application.archive());
    }

    @Override
    public List<String> forwardedHttps() {
        return commands("set " + PROTOCOLS + listener() + ".http.scheme-mapping=X-Forwarded-Proto");
    }

    @Override
    public List<String> dataSource() {
        String properties = "url=" + Commands.escaped("jdbc:postgresql://db.example.com/app") + ":user=app:password=${"
                + secrets() + "=passkeys-db.password}";
        return commands(
                "create-jdbc-connection-pool --restype=javax.sql.DataSource"
                        + " --datasourceclassname=org.postgresql.ds.PGSimpleDataSource --property="
                        + argument(properties) + " passkeys",
                "create-jdbc-resource --connectionpoolid=passkeys " + dataSourceName());
    }

    /** The listener that the server has at first. */
    String listener() {
        return "http-listener-1";
    }

    /** What reads a password that is in no file of commands. */
    String secrets() {
        return "ALIAS";
    }

    /** Commands as they are typed. */
    List<String> commands(String... commands) {
        List<String> lines = new ArrayList<>();
        for (String command : commands) {
            lines.add("asadmin " + command);
        }
        return List.copyOf(lines);
    }

    /** Commands, and those with which an application comes to read what they changed. */
    List<String> restarted(ApplicationName application, String... commands) {
        List<String> lines = new ArrayList<>(commands(commands));
        lines.addAll(commands(
                "disable " + Commands.shell(application.name()), "enable " + Commands.shell(application.name())));
        return List.copyOf(lines);
    }

    /** A value in a command. */
    String argument(String value) {
        return Commands.shell(value);
    }
}
