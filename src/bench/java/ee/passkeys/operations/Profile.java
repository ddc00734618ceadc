// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import ee.passkeys.testkit.Built;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a server spends its processor's time: samples of the <a href="https://github.com/async-profiler/async-profiler">async-profiler</a>, which sees the
 * system and the threads of the JVM itself as well, counted by component. A sample belongs to the component of its innermost frame that has one; what the
 * JDK and the system do belongs to their caller, except cryptography.
 */
final class Profile {

    /** It costs a few percent, so it is asked for. */
    private static final boolean WANTED = Boolean.getBoolean("benchmark.profile");

    private static final String OTHERS = "others";

    private static final String COMPILERS = "compilers of the JVM";

    private static final String GARBAGE = "collector of garbage";

    /** Beginnings of the names of classes. The longest that fits decides. */
    private static final Map<String, String> COMPONENTS = new TreeMap<>(Comparator.reverseOrder());

    static {
        component(
                "signature, keys, digests",
                "sun.security.",
                "java.security.Key",
                "java.security.MessageDigest",
                "java.security.Se",
                "java.security.Signature",
                "javax.crypto.",
                "com.sun.crypto.");
        component("Passkeys EE", "ee.passkeys.");
        component("application of a peer", "ee.passkeys.bench.");
        component(
                "webauthn-server-core",
                "ee.passkeys.shaded.com.yubico.",
                "ee.passkeys.shaded.com.upokecenter.",
                "com.yubico.",
                "com.upokecenter.");
        component("webauthn4j", "com.webauthn4j.");
        component("Jackson", "ee.passkeys.shaded.com.fasterxml.", "com.fasterxml.", "tools.jackson.");
        component("other libraries of the jar", "ee.passkeys.shaded.");
        component("JDBC driver", "org.postgresql.");
        component(
                "pool of connections",
                "com.sun.gjc.",
                "com.sun.enterprise.resource.",
                "org.jboss.jca.",
                "com.zaxxer.",
                "io.agroal.");
        component(
                "JPA",
                "org.eclipse.persistence.",
                "org.hibernate.",
                "org.jboss.as.jpa.",
                "com.sun.enterprise.container.common.impl.");
        component(
                "transactions",
                "com.sun.jts.",
                "com.sun.enterprise.transaction.",
                "com.arjuna.",
                "org.wildfly.transaction.");
        component("CDI", "org.jboss.weld.", "org.jboss.as.weld.", "org.glassfish.weld.", "jakarta.enterprise.");
        component(
                "JAX-RS",
                "org.glassfish.jersey.",
                "org.glassfish.hk2.",
                "org.jvnet.hk2.",
                "org.jboss.resteasy.",
                "jakarta.ws.rs.");
        component("Spring", "org.springframework.");
        component("Quarkus", "io.quarkus.", "io.smallrye.");
        component(
                "HTTP server without servlets",
                "io.vertx.",
                "io.netty.",
                "com.sun.net.httpserver.",
                "sun.net.httpserver.");
        component(
                "servlet container",
                "org.apache.catalina.",
                "org.apache.tomcat.",
                "org.apache.coyote.",
                "org.glassfish.grizzly.",
                "io.undertow.",
                "org.xnio.",
                "org.jboss.threads.",
                "org.wildfly.extension.undertow.",
                "org.wildfly.clustering.",
                "org.infinispan.",
                "com.hazelcast.",
                "fish.payara.");
        component(
                "container's security",
                "org.glassfish.soteria.",
                "com.sun.enterprise.security.",
                "org.wildfly.security.",
                "org.wildfly.elytron.");
    }

    private final Map<String, Map<String, Integer>> tables = new LinkedHashMap<>();

    private static void component(String name, String... beginnings) {
        for (String beginning : beginnings) {
            COMPONENTS.put(beginning, name);
        }
    }

    /** Begins to sample a server. */
    void begin(ServerProcess server) {
        if (WANTED) {
            tell(server, "start,event=ctimer,interval=1ms,cstack=vm");
        }
    }

    /** Ends that, and counts its samples to what was measured; the last of each stay in a file. */
    void end(String what, ServerProcess server) {
        if (!WANTED) {
            return;
        }
        Path samples = directory().resolve(what.replaceAll("\\W+", "-") + ".collapsed");
        tell(server, "stop,collapsed,file=" + samples);
        Map<String, Integer> counts = tables.computeIfAbsent(what, key -> new TreeMap<>());
        try (Stream<String> lines = Files.lines(samples)) {
            lines.forEach(line -> {
                int count = line.lastIndexOf(' ');
                counts.merge(
                        component(line.substring(0, count)), Integer.parseInt(line.substring(count + 1)), Integer::sum);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints a table for each thing that was measured. */
    void print() {
        tables.forEach(Profile::print);
    }

    private static void tell(ServerProcess server, String command) {
        String answer = server.diagnose("JVMTI.agent_load " + profiler() + " \"" + command + "\"");
        if (!answer.contains("return code: 0")) {
            throw new IllegalStateException(answer);
        }
    }

    /** The profiler's library for this machine, out of its jar. */
    private static Path profiler() {
        Path library = directory().resolve("libasyncProfiler.so");
        if (!Files.exists(library)) {
            String machine = System.getProperty("os.arch").equals("amd64") ? "linux-x64/" : "linux-arm64/";
            try (InputStream packed = Profile.class.getResourceAsStream("/" + machine + library.getFileName())) {
                Files.copy(packed, library);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return library;
    }

    private static Path directory() {
        try {
            return Files.createDirectories(Built.target().resolve("bench"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(String title, Map<String, Integer> counts) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf("%s: %d samples%n", title, all);
        counts.entrySet().stream()
                .sorted(Entry.<String, Integer>comparingByValue().reversed())
                .forEach(each -> System.out.printf("  %5.1f %%  %s%n", 100.0 * each.getValue() / all, each.getKey()));
    }

    /** Of frames from the outermost to the innermost, with {@code /} between packages. */
    private static String component(String stack) {
        String[] frames = stack.split(";");
        for (int i = frames.length - 1; i >= 0; i--) {
            String frame = frames[i].replace('/', '.');
            for (Entry<String, String> component : COMPONENTS.entrySet()) {
                if (frame.startsWith(component.getKey())) {
                    return component.getValue();
                }
            }
        }
        return stack.contains("Compile")
                ? COMPILERS
                : stack.contains(";G1") || stack.contains("Gang") ? GARBAGE : OTHERS;
    }
}
