// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.api;

import ee.passkeys.value.CredentialId;
import java.time.Instant;
import java.util.Set;

/**
 * Event about a passkey. Applications observe it as a CDI event, for a mail to the user or a log of their own:
 *
 * <pre>{@code
 * void onPasskey(@Observes PasskeyEvent event) { ... }
 * }</pre>
 *
 * <p>It is sent after the change is stored. An observer that throws changes nothing of it, and the audit log has its line before.
 *
 * @since 0.1
 */
public sealed interface PasskeyEvent {

    /**
     * When it happened.
     *
     * @return the time on this server's clock
     */
    Instant at();

    /**
     * A passkey was created.
     *
     * @param at when
     * @param caller the owner's name in the container
     * @param passkey its credential id
     * @param newAccount whether the account was made with it
     */
    record Created(Instant at, String caller, CredentialId passkey, boolean newAccount) implements PasskeyEvent {}

    /**
     * A user signed in with a passkey.
     *
     * @param at when
     * @param caller the owner's name in the container
     * @param passkey its credential id
     * @param userVerified whether the authenticator verified the user
     */
    record SignedIn(Instant at, String caller, CredentialId passkey, boolean userVerified) implements PasskeyEvent {}

    /**
     * A signed-in user confirmed with a passkey, which verified the user.
     *
     * @param at when
     * @param caller the owner's name in the container
     * @param passkey its credential id
     */
    record SteppedUp(Instant at, String caller, CredentialId passkey) implements PasskeyEvent {}

    /**
     * A user signed out, by the endpoint or by code of the application that calls {@code HttpServletRequest.logout()}.
     *
     * @param at when
     * @param caller the name in the container
     */
    record SignedOut(Instant at, String caller) implements PasskeyEvent {}

    /**
     * The signature counter of a passkey did not increase: the authenticator may have been cloned.
     *
     * @param at when
     * @param caller the owner's name in the container
     * @param passkey its credential id
     * @param stored the counter of the last login
     * @param received the counter that came
     * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-sign-counter">§6.1.1. Signature Counter Considerations</a>
     */
    record CounterFell(Instant at, String caller, CredentialId passkey, long stored, long received)
            implements PasskeyEvent {}

    /**
     * A passkey was used whose row has no seal of this application, or a wrong one: somebody else may have written it. The sign-in was refused.
     *
     * @param at when
     * @param caller the name of the user whom the row names
     * @param passkey its credential id
     */
    record Forged(Instant at, String caller, CredentialId passkey) implements PasskeyEvent {}

    /**
     * A verified passkey would give other groups than the last password sign-in.
     *
     * @param at when
     * @param caller the owner's name in the container
     * @param passkey its credential id
     * @param difference what is different
     * @param groups the groups that the password did not give, for {@link Difference#GROUPS}
     * @param refused whether the login was refused
     */
    record ParityBroken(
            Instant at, String caller, CredentialId passkey, Difference difference, Set<String> groups, boolean refused)
            implements PasskeyEvent {

        /** Difference between a passkey sign-in and the last password sign-in. */
        public enum Difference {
            /** There are groups that the password did not give. */
            GROUPS,
            /** Nothing gives the caller any group any more. */
            GONE,
            /** The server's realm takes no password of the caller now. */
            LOCKED,
            /** What a password gives is not known without one, and none was seen yet. */
            UNSEEN
        }
    }

    /**
     * A passkey gave fewer groups than the user has, because the settings limit the groups of the origin at which it was used.
     *
     * @param at when
     * @param caller the owner's name in the container
     * @param passkey its credential id
     * @param origin where the passkey was used, empty where that is not known
     * @param groups the groups that were left out
     * @param refused whether nothing was left, or the container cannot be kept from adding groups, so that the sign-in was refused
     */
    record GroupsLimited(
            Instant at, String caller, CredentialId passkey, String origin, Set<String> groups, boolean refused)
            implements PasskeyEvent {}

    /**
     * Passkeys were disabled, because the account that they were made for is not there any more, or by an operator.
     *
     * @param at when
     * @param caller the owner's name in the container
     * @param passkeys how many
     * @param reason what was seen
     */
    record Disabled(Instant at, String caller, int passkeys, Reason reason) implements PasskeyEvent {

        /** What was seen of the account. */
        public enum Reason {
            /** The name is another account's now. */
            ANOTHER_ACCOUNT,
            /** The server's realm has nobody of that name who could bring a password. */
            GONE,
            /** An operator disabled them. */
            OPERATOR
        }
    }

    /**
     * An operator did something about a user; what became of it is an event of its own, where there is one.
     *
     * @param at when
     * @param operator the name of the operator
     * @param act what was done
     * @param caller the name of the user
     */
    record Administered(Instant at, String operator, Act act, String caller) implements PasskeyEvent {

        /** What an operator can do. */
        public enum Act {
            /** Disable one passkey or all of a user. */
            DISABLE,
            /** Enable one passkey or all of a user. */
            ENABLE,
            /** Remove one passkey or all of a user. */
            REVOKE,
            /** Forget the user. */
            FORGET,
            /** Export what is kept of the user. */
            EXPORT,
            /** Rename the user. */
            RENAME,
            /** Have the user asked again to create a passkey. */
            ASK_AGAIN,
            /** Issue an enrollment code for the user. */
            ISSUE_CODE,
            /** Approve the enrollment code that another operator issued. */
            APPROVE_CODE,
            /** Withdraw the enrollment code of the user. */
            WITHDRAW_CODE,
            /** Seal the rows of all passkeys as they are. */
            SEAL
        }
    }

    /**
     * A user signed in with a passkey in a browser in which the user is not known to have done so before. It comes with {@link SignedIn}, where
     * {@code passkeys.mail.new-device} is on.
     *
     * @param at when
     * @param caller the name in the container
     * @param passkey the credential id
     */
    record NewDevice(Instant at, String caller, CredentialId passkey) implements PasskeyEvent {}

    /**
     * A user got recovery codes, in place of those from before.
     *
     * @param at when
     * @param caller the name in the container
     */
    record RecoveryCodesIssued(Instant at, String caller) implements PasskeyEvent {}

    /**
     * An enrollment code or a recovery code was used up, which allows one browser to create a passkey for the user.
     *
     * @param at when
     * @param caller the name of the user in the container
     */
    record CodeUsed(Instant at, String caller) implements PasskeyEvent {}

    /**
     * A passkey was renamed.
     *
     * @param at when
     * @param caller the owner's name in the container
     * @param passkey its credential id
     */
    record Renamed(Instant at, String caller, CredentialId passkey) implements PasskeyEvent {}

    /**
     * The application renamed a user, whose passkeys now sign in under the new name.
     *
     * @param at when
     * @param caller the name until then
     * @param newName the name since
     */
    record UserRenamed(Instant at, String caller, String newName) implements PasskeyEvent {}

    /**
     * A passkey was removed.
     *
     * @param at when
     * @param caller the owner's name in the container
     * @param passkey its credential id
     */
    record Removed(Instant at, String caller, CredentialId passkey) implements PasskeyEvent {}

    /**
     * A valid password was rejected, because the passkeys of the user replace it.
     *
     * @param at when
     * @param caller the name in the container
     */
    record PasswordRefused(Instant at, String caller) implements PasskeyEvent {}

    /**
     * A valid password was accepted without checking {@code passkeys.password}: the database was unavailable, and the user was unknown to
     * this node.
     *
     * @param at when
     * @param caller the name in the container
     */
    record PasswordUnchecked(Instant at, String caller) implements PasskeyEvent {}

    /**
     * A user signed in with the password of an emergency account.
     *
     * @param at when
     * @param caller the name in the container
     */
    record BreakGlassUsed(Instant at, String caller) implements PasskeyEvent {}

    /**
     * An administrator changed a setting while the application runs.
     *
     * @param at when
     * @param operator the name of the administrator
     * @param key the key of the setting, such as {@code passkeys.rollout}
     * @param from the text before, {@code written} for that of the settings
     * @param to the text from now on, likewise
     */
    record SettingChanged(Instant at, String operator, String key, String from, String to) implements PasskeyEvent {}

    /**
     * A ceremony, or a change of passkeys, was rejected.
     *
     * @param at when
     * @param kind {@code registration}, {@code authentication} or {@code change}
     * @param code the public code of the refusal
     * @param detail the reason, for the log alone
     */
    record Refused(Instant at, String kind, String code, String detail) implements PasskeyEvent {}
}
