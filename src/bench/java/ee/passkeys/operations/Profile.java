// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import ee.passkeys.testkit.Built;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a server spends its processor's time: samples of the JDK's Flight Recorder, counted by component. A sample belongs to the component of its innermost
 * frame that has one; what the JDK does belongs to its caller, except cryptography.
 */
final class Profile {

    /** Recording costs a few percent, so it is asked for. */
    private static final boolean WANTED = Boolean.getBoolean("benchmark.profile");

    private static final String OTHERS = "others";

    /** Beginnings of the names of classes. The longest that fits decides. */
    private static final Map<String, String> COMPONENTS = new TreeMap<>(Comparator.reverseOrder());

    static {
        component("signature, keys, digests", "sun.security.", "java.security.", "javax.crypto.", "com.sun.crypto.");
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
                "org.wildfly.extension.undertow.");
        component(
                "container's security",
                "org.glassfish.soteria.",
                "com.sun.enterprise.security.",
                "org.wildfly.security.",
                "org.wildfly.elytron.");
    }

    private final List<Measured> measured = new ArrayList<>();

    /** The options for the JVM of a server. */
    static List<String> jvm(String server) {
        if (!WANTED) {
            return List.of();
        }
        Path recording = recording(server);
        try {
            Files.createDirectories(recording.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("-XX:StartFlightRecording:settings=profile,dumponexit=true,filename=" + recording);
    }

    private static Path recording(String server) {
        return Built.target().resolve("bench").resolve(server.replace(' ', '-') + ".jfr");
    }

    private static void component(String name, String... beginnings) {
        for (String beginning : beginnings) {
            COMPONENTS.put(beginning, name);
        }
    }

    /** Notes that a server was measured, from a moment until now. */
    void add(String what, String server, Instant from) {
        measured.add(new Measured(what, server, from, Instant.now()));
    }

    /** Prints a table for each thing that was measured; after the servers have ended. */
    void print() throws IOException {
        if (!WANTED) {
            return;
        }
        Map<String, Map<String, Integer>> tables = new LinkedHashMap<>();
        for (String server : measured.stream().map(Measured::server).distinct().toList()) {
            samples(
                    recording(server),
                    (time, component) -> measured.stream()
                            .filter(each -> each.server().equals(server) && each.holds(time))
                            .forEach(each -> tables.computeIfAbsent(each.what() + ", " + server, key -> new TreeMap<>())
                                    .merge(component, 1, Integer::sum)));
        }
        tables.forEach(Profile::print);
    }

    private static void print(String title, Map<String, Integer> counts) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf("%s: %d samples%n", title, all);
        counts.entrySet().stream()
                .sorted(Entry.<String, Integer>comparingByValue().reversed())
                .forEach(each -> System.out.printf("  %5.1f %%  %s%n", 100.0 * each.getValue() / all, each.getKey()));
    }

    private static void samples(Path recording, BiConsumer<Instant, String> to) throws IOException {
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals("jdk.ExecutionSample") && event.getStackTrace() != null) {
                    to.accept(event.getStartTime(), component(event.getStackTrace()));
                }
            }
        }
    }

    private static String component(RecordedStackTrace stack) {
        for (RecordedFrame frame : stack.getFrames()) {
            String type = frame.getMethod().getType().getName();
            for (Entry<String, String> component : COMPONENTS.entrySet()) {
                if (type.startsWith(component.getKey())) {
                    return component.getValue();
                }
            }
        }
        return OTHERS;
    }

    /** A span of time in which one server was asked for one thing. */
    private record Measured(String what, String server, Instant from, Instant to) {
        boolean holds(Instant time) {
            return !time.isBefore(from) && !time.isAfter(to);
        }
    }
}
