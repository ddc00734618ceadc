// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.audit;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.api.PasskeyEvent.Administered;
import ee.passkeys.api.PasskeyEvent.BreakGlassUsed;
import ee.passkeys.api.PasskeyEvent.CodeUsed;
import ee.passkeys.api.PasskeyEvent.CounterFell;
import ee.passkeys.api.PasskeyEvent.Created;
import ee.passkeys.api.PasskeyEvent.Disabled;
import ee.passkeys.api.PasskeyEvent.Forged;
import ee.passkeys.api.PasskeyEvent.GroupsLimited;
import ee.passkeys.api.PasskeyEvent.NewDevice;
import ee.passkeys.api.PasskeyEvent.ParityBroken;
import ee.passkeys.api.PasskeyEvent.PasswordRefused;
import ee.passkeys.api.PasskeyEvent.PasswordUnchecked;
import ee.passkeys.api.PasskeyEvent.RecoveryCodesIssued;
import ee.passkeys.api.PasskeyEvent.Refused;
import ee.passkeys.api.PasskeyEvent.Removed;
import ee.passkeys.api.PasskeyEvent.Renamed;
import ee.passkeys.api.PasskeyEvent.SettingChanged;
import ee.passkeys.api.PasskeyEvent.SignedIn;
import ee.passkeys.api.PasskeyEvent.SignedOut;
import ee.passkeys.api.PasskeyEvent.SteppedUp;
import ee.passkeys.api.PasskeyEvent.UserRenamed;
import ee.passkeys.value.Words;
import java.util.TreeSet;

/** Lines of events: what of an event is told, the same in the log and in the audit table. */
final class AuditLines {

    private AuditLines() {}

    /** Returns the line of an event. */
    static AuditLine of(PasskeyEvent event) {
        if (event instanceof Created created) {
            return AuditLine.of("created", created.caller(), created.passkey())
                    .with("newAccount", String.valueOf(created.newAccount()));
        }
        if (event instanceof SignedIn signedIn) {
            return AuditLine.of("signed-in", signedIn.caller(), signedIn.passkey())
                    .with("userVerified", String.valueOf(signedIn.userVerified()));
        }
        if (event instanceof NewDevice device) {
            return AuditLine.of("new-device", device.caller(), device.passkey());
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
        if (event instanceof Forged forged) {
            return AuditLine.of("forged", forged.caller(), forged.passkey());
        }
        if (event instanceof ParityBroken broken) {
            return AuditLine.of("parity-broken", broken.caller(), broken.passkey())
                    .with("difference", Words.of(broken.difference()))
                    .withWhole("groups", String.join(",", new TreeSet<>(broken.groups())))
                    .with("refused", String.valueOf(broken.refused()));
        }
        if (event instanceof GroupsLimited limited) {
            return AuditLine.of("groups-limited", limited.caller(), limited.passkey())
                    .with("origin", limited.origin())
                    .withWhole("groups", String.join(",", new TreeSet<>(limited.groups())))
                    .with("refused", String.valueOf(limited.refused()));
        }
        if (event instanceof UserRenamed renamed) {
            return AuditLine.of("user-renamed").with("caller", renamed.caller()).with("new-name", renamed.newName());
        }
        if (event instanceof Disabled disabled) {
            return AuditLine.of("disabled")
                    .withWhole("caller", disabled.caller())
                    .with("passkeys", String.valueOf(disabled.passkeys()))
                    .with("reason", Words.of(disabled.reason()));
        }
        if (event instanceof Administered administered) {
            return AuditLine.of("administered")
                    .withWhole("operator", administered.operator())
                    .with("act", Words.of(administered.act()))
                    .withWhole("caller", administered.caller());
        }
        if (event instanceof SettingChanged changed) {
            return AuditLine.of("setting-changed")
                    .withWhole("operator", changed.operator())
                    .with("key", changed.key())
                    .with("from", changed.from())
                    .with("to", changed.to());
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
