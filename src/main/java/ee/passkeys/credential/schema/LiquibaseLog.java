// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.schema;

import ee.passkeys.value.ApplicationLog;
import java.util.logging.Level;
import liquibase.logging.Logger;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.jspecify.annotations.Nullable;

/** Lowers the voice of Liquibase, which tells each of its steps: what goes wrong is thrown, and told by us. */
public final class LiquibaseLog extends AbstractLogService {

    @Override
    public int getPriority() {
        return PRIORITY_NOT_APPLICABLE;
    }

    @Override
    @SuppressWarnings("rawtypes") // so it is declared
    public Logger getLog(Class speaker) {
        return new Voice(ApplicationLog.of(speaker));
    }

    private static final class Voice extends AbstractLogger {

        private final System.Logger log;

        Voice(System.Logger log) {
            this.log = log;
        }

        @Override
        public void log(Level level, String message, @Nullable Throwable thrown) {
            boolean loud = level.intValue() >= Level.WARNING.intValue();
            log.log(loud ? System.Logger.Level.DEBUG : System.Logger.Level.TRACE, message, thrown);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
