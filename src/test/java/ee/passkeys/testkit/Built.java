// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files that the build has made, told to the tests by Maven. */
public final class Built {

    private Built() {}

    /** The jar with all libraries. */
    public static Path allJar() {
        return file("passkeys.it.all-jar");
    }

    /** The same for applications that bundle a Hibernate. */
    public static Path allOwnHibernateJar() {
        return file("passkeys.it.all-own-hibernate-jar");
    }

    /** The jar with the tags for applications that use Faces. */
    public static Path facesJar() {
        return beside("faces");
    }

    /** The jar for the tests of applications. */
    public static Path testKitJar() {
        return beside("test-kit");
    }

    /** The POM that is published with the jars. */
    public static Path pom() {
        Path file = target().resolve("passkeys-ee.pom");
        return there(file, "passkeys.it.target", Files.isRegularFile(file));
    }

    /** The demo application. */
    public static Path demo() {
        return file("passkeys.it.demo");
    }

    /** The build directory. */
    public static Path target() {
        return Path.of(System.getProperty("passkeys.it.target", "target")).toAbsolutePath();
    }

    /** The jar of Payara Micro. */
    public static Path payaraMicro() {
        return file("passkeys.it.payara-micro");
    }

    /** The home of Payara Server, unpacked. */
    public static Path payaraServer() {
        return directory("passkeys.it.payara-server");
    }

    /** The home of WildFly, unpacked, and as it was shipped. */
    public static Path wildfly() {
        return directory("passkeys.it.wildfly");
    }

    /** The home of GlassFish, unpacked. */
    public static Path glassfish() {
        return directory("passkeys.it.glassfish");
    }

    /** The scripts for servers. */
    public static Path serverConfig() {
        return Path.of("server-config").toAbsolutePath();
    }

    private static Path beside(String classifier) {
        Path all = allJar();
        return all.resolveSibling(all.getFileName().toString().replace("-all.jar", "-" + classifier + ".jar"));
    }

    private static Path file(String property) {
        Path file = Path.of(System.getProperty(property, ""));
        return there(file, property, Files.isRegularFile(file));
    }

    private static Path directory(String property) {
        Path directory = Path.of(System.getProperty(property, ""));
        return there(directory, property, Files.isDirectory(directory));
    }

    private static Path there(Path path, String property, boolean isThere) {
        if (!isThere) {
            throw new IllegalStateException(
                    "Nothing at " + property + "=" + path + ": run `mvn verify`, which brings it before the tests.");
        }
        return path;
    }
}
