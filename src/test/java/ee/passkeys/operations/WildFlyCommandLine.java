// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import ee.passkeys.testkit.Built;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * WildFly's own command line, out of the jar that WildFly is shipped with for programs, within this JVM: a JVM for each call would take longer
 * to start than the call. It is seen through reflection, as its jar brings libraries that the tests have in other versions.
 */
final class WildFlyCommandLine {

    /** On a busy machine it needs more than the usual six seconds to connect. */
    static final int PATIENCE_MILLIS = 120_000;

    private static final ClassLoader JAR = jar();

    private WildFlyCommandLine() {}

    /** Types lines, in a directory, until one fails; says what was printed. */
    static String type(int management, Path directory, List<String> lines) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(JAR);
        try {
            Object context = connected(management, printed);
            try {
                call(context, "setCurrentDir", File.class, directory.toFile());
                for (String line : lines) {
                    call(context, "handle", String.class, line);
                }
            } finally {
                call(context, "terminateSession");
            }
        } catch (InvocationTargetException e) {
            throw new AssertionError(lines + "\n" + printed.toString(StandardCharsets.UTF_8), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this command line of WildFly is another than the tests know", e);
        } finally {
            thread.setContextClassLoader(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Object connected(int management, OutputStream printed) throws ReflectiveOperationException {
        Class<?> type = JAR.loadClass("org.jboss.as.cli.impl.CommandContextConfiguration$Builder");
        Object builder = type.getConstructor().newInstance();
        call(builder, "setController", String.class, "remote+http://localhost:" + management);
        call(builder, "setConnectionTimeout", int.class, PATIENCE_MILLIS);
        call(builder, "setConsoleInput", InputStream.class, new ByteArrayInputStream(new byte[0]));
        call(builder, "setConsoleOutput", OutputStream.class, printed);
        call(builder, "setErrorOnInteract", boolean.class, true);
        call(builder, "setColorOutput", boolean.class, false);
        Object configuration = call(builder, "build");
        Class<?> factory = JAR.loadClass("org.jboss.as.cli.CommandContextFactory");
        Object context = factory.getMethod("newCommandContext", configuration.getClass())
                .invoke(factory.getMethod("getInstance").invoke(null), configuration);
        call(context, "connectController");
        return context;
    }

    private static Object call(Object object, String method) throws ReflectiveOperationException {
        return object.getClass().getMethod(method).invoke(object);
    }

    private static Object call(Object object, String method, Class<?> type, Object argument)
            throws ReflectiveOperationException {
        return object.getClass().getMethod(method, type).invoke(object, argument);
    }

    private static ClassLoader jar() {
        try {
            URL jar = Built.wildfly()
                    .resolve("bin/client/jboss-cli-client.jar")
                    .toUri()
                    .toURL();
            return new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
