// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Loggers whose lines name the application, by its context path: several applications of a server log to one file. The classes of this
 * product are the application's own, so that one name is enough.
 */
public final class ApplicationLog implements System.Logger {

    private static volatile String prefix = "";

    private final System.Logger logger;

    private ApplicationLog(System.Logger logger) {
        this.logger = logger;
    }

    /**
     * The logger of a class.
     *
     * @param speaker the class
     * @return a logger of its name
     */
    public static System.Logger of(Class<?> speaker) {
        return of(speaker.getName());
    }

    /**
     * A logger of any name.
     *
     * @param name by which operators set its level
     * @return the logger
     */
    public static System.Logger of(String name) {
        return new ApplicationLog(System.getLogger(name));
    }

    /**
     * Names the application. Called once, before the first line.
     *
     * @param contextPath such as {@code /shop}, empty for the root
     */
    public static void name(String contextPath) {
        prefix = "[" + (contextPath.isEmpty() ? "/" : contextPath) + "] ";
    }

    /** For tests, which are no application. */
    static void forgetName() {
        prefix = "";
    }

    @Override
    public String getName() {
        return logger.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        return logger.isLoggable(level);
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
        logger.log(level, bundle, prefix + message, thrown);
    }

    /** A message with parameters is a pattern, in which the path must not be taken for a part of it. */
    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String format, Object @Nullable ... parameters) {
        boolean pattern = parameters != null && parameters.length > 0;
        String before = pattern ? prefix.replace("'", "''").replace("{", "'{'") : prefix;
        logger.log(level, bundle, before + format, parameters);
    }
}
