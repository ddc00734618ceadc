// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mail;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.api.PasskeyEvent.Administered;
import ee.passkeys.api.PasskeyEvent.Disabled;
import ee.passkeys.value.Words;
import java.util.Optional;

/**
 * What a user is told by mail. Passkeys that are disabled because the name is another account's now are no news for that account.
 *
 * @param kind what happened
 * @param caller the name of the user in the container
 */
record Notice(Kind kind, String caller) {

    /** What happened. */
    enum Kind {
        /** A passkey was created. */
        CREATED,
        /** A passkey was removed. */
        REMOVED,
        /** Passkeys were disabled by an operator. */
        DISABLED,
        /** An operator issued an enrollment code. */
        CODE_ISSUED,
        /** A code was used up. */
        CODE_USED,
        /** Recovery codes were made. */
        CODES_ISSUED,
        /** A passkey was used in a browser for the first time. */
        NEW_DEVICE;

        /** Key of its sentence. */
        String key() {
            return Words.of(this);
        }
    }

    /** The notice of an event, if users are told of it. */
    static Optional<Notice> of(PasskeyEvent event) {
        if (event instanceof PasskeyEvent.Created created) {
            return Optional.of(new Notice(Kind.CREATED, created.caller()));
        }
        if (event instanceof PasskeyEvent.Removed removed) {
            return Optional.of(new Notice(Kind.REMOVED, removed.caller()));
        }
        if (event instanceof Disabled disabled && disabled.reason() == Disabled.Reason.OPERATOR) {
            return Optional.of(new Notice(Kind.DISABLED, disabled.caller()));
        }
        if (event instanceof Administered administered && administered.act() == Administered.Act.ISSUE_CODE) {
            return Optional.of(new Notice(Kind.CODE_ISSUED, administered.caller()));
        }
        if (event instanceof PasskeyEvent.CodeUsed used) {
            return Optional.of(new Notice(Kind.CODE_USED, used.caller()));
        }
        if (event instanceof PasskeyEvent.RecoveryCodesIssued issued) {
            return Optional.of(new Notice(Kind.CODES_ISSUED, issued.caller()));
        }
        if (event instanceof PasskeyEvent.NewDevice device) {
            return Optional.of(new Notice(Kind.NEW_DEVICE, device.caller()));
        }
        return Optional.empty();
    }
}
