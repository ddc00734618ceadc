// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.audit;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.api.PasskeyEvent.Administered;
import ee.passkeys.api.PasskeyEvent.BreakGlassUsed;
import ee.passkeys.api.PasskeyEvent.CodeUsed;
import ee.passkeys.api.PasskeyEvent.CounterFell;
import ee.passkeys.api.PasskeyEvent.Created;
import ee.passkeys.api.PasskeyEvent.Disabled;
import ee.passkeys.api.PasskeyEvent.ParityBroken;
import ee.passkeys.api.PasskeyEvent.PasswordRefused;
import ee.passkeys.api.PasskeyEvent.PasswordUnchecked;
import ee.passkeys.api.PasskeyEvent.RecoveryCodesIssued;
import ee.passkeys.api.PasskeyEvent.Refused;
import ee.passkeys.api.PasskeyEvent.Removed;
import ee.passkeys.api.PasskeyEvent.Renamed;
import ee.passkeys.api.PasskeyEvent.SignedIn;
import ee.passkeys.api.PasskeyEvent.SignedOut;
import ee.passkeys.api.PasskeyEvent.SteppedUp;
import ee.passkeys.api.PasskeyEvent.UserRenamed;
import ee.passkeys.value.ApplicationLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Audit log with one line for each event. Good news is INFO; a refusal, a hint at a copied authenticator, and the use of an account for
 * emergencies, are WARNING. The server puts the time before it.
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
        AuditLine line = line(event);
        client.ifPresent(address -> line.with("client", address));
        // Level and text alone: a text with arguments would be a pattern, in which braces of a caller's name count.
        LOG.log(level(event), line.toString());
    }

    private static Level level(PasskeyEvent event) {
        boolean bad = event instanceof Refused
                || event instanceof CounterFell
                || event instanceof ParityBroken
                || event instanceof Disabled
                || event instanceof PasswordRefused
                || event instanceof PasswordUnchecked
                || event instanceof CodeUsed
                || event instanceof BreakGlassUsed;
        return bad ? Level.WARNING : Level.INFO;
    }

    private static AuditLine line(PasskeyEvent event) {
        if (event instanceof Created created) {
            return AuditLine.of("created", created.caller(), created.passkey())
                    .with("newAccount", String.valueOf(created.newAccount()));
        }
        if (event instanceof SignedIn signedIn) {
            return AuditLine.of("signed-in", signedIn.caller(), signedIn.passkey())
                    .with("userVerified", String.valueOf(signedIn.userVerified()));
        }
        if (event instanceof SteppedUp confirmed) {
            return AuditLine.of("stepped-up", confirmed.caller(), confirmed.passkey());
        }
        if (event instanceof SignedOut left) {
            return AuditLine.of("signed-out").withWhole("caller", left.caller());
        }
        if (event instanceof CounterFell fell) {
            return AuditLine.of("counter-fell", fell.caller(), fell.passkey())
                    .with("stored", String.valueOf(fell.stored()))
                    .with("received", String.valueOf(fell.received()));
        }
        if (event instanceof ParityBroken broken) {
            return AuditLine.of("parity-broken", broken.caller(), broken.passkey())
                    .with("difference", broken.difference().name().toLowerCase(Locale.ROOT))
                    .withWhole("groups", String.join(",", new TreeSet<>(broken.groups())))
                    .with("refused", String.valueOf(broken.refused()));
        }
        if (event instanceof UserRenamed renamed) {
            return AuditLine.of("user-renamed").with("caller", renamed.caller()).with("new-name", renamed.newName());
        }
        if (event instanceof Disabled disabled) {
            return AuditLine.of("disabled")
                    .withWhole("caller", disabled.caller())
                    .with("passkeys", String.valueOf(disabled.passkeys()))
                    .with(
                            "reason",
                            disabled.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        if (event instanceof Administered administered) {
            return AuditLine.of("administered")
                    .withWhole("operator", administered.operator())
                    .with(
                            "act",
                            administered.act().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .withWhole("caller", administered.caller());
        }
        if (event instanceof RecoveryCodesIssued issued) {
            return AuditLine.of("recovery-codes-issued").withWhole("caller", issued.caller());
        }
        if (event instanceof CodeUsed used) {
            return AuditLine.of("code-used").withWhole("caller", used.caller());
        }
        if (event instanceof Renamed renamed) {
            return AuditLine.of("renamed", renamed.caller(), renamed.passkey());
        }
        if (event instanceof Removed removed) {
            return AuditLine.of("removed", removed.caller(), removed.passkey());
        }
        if (event instanceof PasswordRefused password) {
            return AuditLine.of("password-refused").withWhole("caller", password.caller());
        }
        if (event instanceof PasswordUnchecked password) {
            return AuditLine.of("password-unchecked").with("caller", password.caller());
        }
        if (event instanceof BreakGlassUsed emergency) {
            return AuditLine.of("break-glass-used").withWhole("caller", emergency.caller());
        }
        Refused refused = (Refused) event;
        return AuditLine.of("refused")
                .with("kind", refused.kind())
                .with("code", refused.code())
                .with("detail", refused.detail());
    }
}
