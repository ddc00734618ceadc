// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.audit;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.api.PasskeyEvent.BreakGlassUsed;
import ee.passkeys.api.PasskeyEvent.CodeUsed;
import ee.passkeys.api.PasskeyEvent.CounterFell;
import ee.passkeys.api.PasskeyEvent.Disabled;
import ee.passkeys.api.PasskeyEvent.ParityBroken;
import ee.passkeys.api.PasskeyEvent.PasswordRefused;
import ee.passkeys.api.PasskeyEvent.PasswordUnchecked;
import ee.passkeys.api.PasskeyEvent.Refused;
import ee.passkeys.value.ApplicationLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Audit log with one line for each event. Good news is INFO; a refusal, a hint at a copied authenticator, and the use of an account for
 * emergencies, are WARNING; a row that somebody else wrote is an ERROR. The server puts the time before it.
 */
@ApplicationScoped
public class AuditLog {

    /** Name of the logger, by which an operator may redirect the lines. */
    public static final String LOGGER = "ee.passkeys.audit";

    private static final System.Logger LOG = ApplicationLog.of(LOGGER);

    /** Made by the container. */
    public AuditLog() {}

    /**
     * Logs an event.
     *
     * @param event what happened
     * @param client the address of the client, or empty where no request is served
     */
    public void write(PasskeyEvent event, Optional<String> client) {
        AuditLine line = AuditLines.of(event);
        client.ifPresent(address -> line.with("client", address));
        // Level and text alone: a text with arguments would be a pattern, in which braces of a caller's name count.
        LOG.log(level(event), line.toString());
    }

    private static Level level(PasskeyEvent event) {
        if (event instanceof PasskeyEvent.Forged) {
            return Level.ERROR;
        }
        boolean bad = event instanceof Refused
                || event instanceof CounterFell
                || event instanceof ParityBroken
                || (event instanceof PasskeyEvent.GroupsLimited limited && limited.refused())
                || event instanceof Disabled
                || event instanceof PasswordRefused
                || event instanceof PasswordUnchecked
                || event instanceof CodeUsed
                || event instanceof BreakGlassUsed;
        return bad ? Level.WARNING : Level.INFO;
    }
}
