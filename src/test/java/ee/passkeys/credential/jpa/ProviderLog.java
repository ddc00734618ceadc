// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the persistence providers log as a warning or an error while this is open. */
final class ProviderLog extends Handler implements AutoCloseable {

    private final Logger hibernate = Logger.getLogger("org.hibernate.engine.jdbc.spi.SqlExceptionHelper");
    private final Logger eclipseLink = Logger.getLogger("org.eclipse.persistence");
    private final List<String> lines = new CopyOnWriteArrayList<>();

    ProviderLog() {
        for (Logger logger : List.of(hibernate, eclipseLink)) {
            logger.setLevel(Level.WARNING);
            logger.addHandler(this);
        }
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(entry.getLevel() + " " + entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        hibernate.removeHandler(this);
        eclipseLink.removeHandler(this);
        hibernate.setLevel(Level.OFF);
        eclipseLink.setLevel(null);
    }
}
