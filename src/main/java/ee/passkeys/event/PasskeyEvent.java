// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.event;

import ee.passkeys.value.CredentialId;
import java.time.Instant;
import java.util.Set;

/**
 * Something that happened to a passkey. Applications observe it as a CDI event, for a mail to the user or a log of their own:
 *
 * <pre>{@code
 * void onPasskey(@Observes PasskeyEvent event) { ... }
 * }</pre>
 *
 * <p>It is sent after the change is stored. An observer that throws changes nothing of it, and the audit log has its line before.
 */
public sealed interface PasskeyEvent {

    /**
     * When it happened.
     *
     * @return the time on this server's clock
     */
    Instant at();

    /**
     * A passkey was made.
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
     * A counter did not grow: there may be a copy of the authenticator.
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
     * A passkey was verified, and would give its owner other rights than the last login by password did.
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

        /** What a password login had otherwise. */
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
     * A passkey was given another label.
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
     * A right password was refused, because the passkeys of its caller do without it.
     *
     * @param at when
     * @param caller the name in the container
     */
    record PasswordRefused(Instant at, String caller) implements PasskeyEvent {}

    /**
     * A right password was taken though it may be switched off: the database could not be asked, and nothing was known of the caller.
     *
     * @param at when
     * @param caller the name in the container
     */
    record PasswordUnchecked(Instant at, String caller) implements PasskeyEvent {}

    /**
     * Somebody signed in by password with an account that is there for emergencies.
     *
     * @param at when
     * @param caller the name in the container
     */
    record BreakGlassUsed(Instant at, String caller) implements PasskeyEvent {}

    /**
     * A ceremony was refused, when it began or when it was answered, or a change of passkeys was.
     *
     * @param at when
     * @param kind {@code registration}, {@code authentication} or {@code change}
     * @param code the public code of the refusal
     * @param detail the reason, for the log alone
     */
    record Refused(Instant at, String kind, String code, String detail) implements PasskeyEvent {}
}
