// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Built;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * The Amazon Corretto Crypto Provider, given to servers as the page about performance says. {@code -Dbenchmark.provider} names its jar; without
 * that, servers stay as they are.
 */
final class FasterProvider {

    private static final String MODULE = "com.amazon.corretto.crypto.provider";

    private static final Optional<Path> JAR = Optional.ofNullable(System.getProperty("benchmark.provider"))
            .map(Path::of)
            .map(Path::toAbsolutePath);

    private FasterProvider() {}

    /** Starts Payara Micro by a jar that names both, its own and the provider's. */
    static void give(PayaraMicroNode server) {
        JAR.ifPresent(jar -> server.startedBy(withClassPath(jar)).withJvm(forSignatures()));
    }

    /** Adds a module to WildFly, which {@link #use} names, before it starts. */
    static void give(WildFlyNode server) {
        JAR.ifPresent(jar -> {
            addModule(jar);
            server.with(forSignatures());
        });
    }

    /** Has a WildFly that runs take the provider at its next start. */
    static void use(WildFlyNode server) {
        if (JAR.isPresent()) {
            server.cli(
                    "/subsystem=elytron/provider-loader=amazon-corretto:add(module=" + MODULE + ", class-names=["
                            + MODULE + ".AmazonCorrettoCryptoProvider])",
                    "/subsystem=elytron:write-attribute(name=final-providers, value=amazon-corretto)");
        }
    }

    /** Fails where a server with the application does not use what was given. */
    static void assertUsed(ServerNode server) {
        JAR.ifPresent(jar -> assertThat(server.log())
                .contains("Signatures of passkeys are verified by AmazonCorrettoCryptoProvider."));
    }

    private static String forSignatures() {
        return "-Djava.security.properties=" + Built.serverConfig().resolve("signatures.security");
    }

    private static Path withClassPath(Path jar) {
        Path server = Built.payaraMicro();
        Path starter = Built.target().resolve("bench/payara-micro-accp.jar");
        try (JarFile own = new JarFile(server.toFile())) {
            Files.createDirectories(starter.getParent());
            Manifest manifest = own.getManifest();
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, server.toUri() + " " + jar.toUri());
            new JarOutputStream(Files.newOutputStream(starter), manifest).close();
            return starter;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addModule(Path jar) {
        Path module = Built.wildfly()
                .resolve("modules")
                .resolve(MODULE.replace('.', '/'))
                .resolve("main");
        try {
            Files.createDirectories(module);
            Files.copy(jar, module.resolve("accp.jar"), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(module.resolve("module.xml"), """
                    <module xmlns="urn:jboss:module:1.9" name="%s">
                        <resources><resource-root path="accp.jar"/></resources>
                        <dependencies><module name="java.logging"/></dependencies>
                    </module>
                    """.formatted(MODULE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
