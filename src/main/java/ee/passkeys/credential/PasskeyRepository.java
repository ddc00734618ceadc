// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.credential.sql.Sql;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserHandle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Repository of the passkeys of one user base, their users and the records of ceremonies, within one transaction. Users of another base,
 * and their passkeys, are not there; only secrets, and the marks of ceremonies that were used, are common to all.
 *
 * <p>Every method that changes a passkey takes its owner, and changes nothing that belongs to anybody else. Times are kept to the
 * millisecond. Every method throws {@link StoreUnavailableException} when the database fails; after that, or after a {@link
 * DuplicateException}, the transaction is rolled back even where the work goes on.
 */
public interface PasskeyRepository {

    /**
     * Marks a ceremony as used, so that no node accepts another response to it.
     *
     * @param ceremonyId the id in the sealed ceremony
     * @param expiresAt from when on the mark may be forgotten
     * @throws DuplicateException ({@link DuplicateException.Of#CEREMONY}) when it was used before
     */
    void spend(String ceremonyId, Instant expiresAt);

    /**
     * Marks a ceremony as used that {@link #findUnused} found unused a moment ago, without another look.
     *
     * @param ceremonyId the id in the sealed ceremony
     * @param expiresAt from when on the mark may be forgotten
     * @throws DuplicateException ({@link DuplicateException.Of#CEREMONY}) when it was used in the meantime
     */
    void spendUnused(String ceremonyId, Instant expiresAt);

    /**
     * Deletes the marks of expired ceremonies.
     *
     * @param now the time to compare with
     * @param most how many at once, so that it takes a moment only
     * @return how many were forgotten
     */
    int forgetSpent(Instant now, int most);

    /**
     * Finds a user by name.
     *
     * @param caller the name in the container, compared exactly, whatever the collation of the database and the rule of the user base: a
     *     passkey signs in the very name that it was made for
     * @return the user, or empty when the caller never began to make a passkey
     */
    Optional<PasskeyUser> user(String caller);

    /**
     * Adds a user with a user handle.
     *
     * @param user the caller and the handle
     * @throws DuplicateException ({@link DuplicateException.Of#USER}) when the caller, or the handle, is there already
     */
    void addUser(PasskeyUser user);

    /**
     * Tells whether a name belongs to a user who has or had passkeys, or signed in with a password, so that it is not given to a visitor.
     *
     * @param name the name in any spelling, even where the user base takes spellings for users of their own
     * @return false when nothing is stored of anybody of that name
     */
    boolean isKnown(String name);

    /**
     * Returns all passkeys of a user, including disabled ones, in the order of their creation.
     *
     * @param caller the name in the container, in any spelling that the user base takes for the same user
     * @return the passkeys, an empty list for an unknown caller
     */
    List<Passkey> of(String caller);

    /**
     * Describes the enabled passkeys of a user, in the order of their creation. It reads no more of them, so that an answer takes as long for
     * a user who has some as for a name that nobody has.
     *
     * @param caller the name in the container, as for {@link #of}
     * @param rpId the RP ID they belong to
     * @return an empty list for an unknown caller
     */
    List<PasskeyDescriptor> describe(String caller, String rpId);

    /**
     * Returns all passkeys of a user, as {@link #of}, before another one is created. Of two that do so for one caller at once, the second
     * waits for the end of the first, and then sees what it left.
     *
     * @param caller the name in the container, compared exactly
     * @return the passkeys, an empty list for an unknown caller
     */
    List<Passkey> forAnother(String caller);

    /**
     * Finds a passkey by its ID, for any user of this user base.
     *
     * @param id the credential id
     * @return the passkey, or empty
     */
    Optional<Passkey> find(CredentialId id);

    /**
     * Finds a passkey by its ID, as {@link #find}, for the answer to a ceremony, and looks whether that was answered before.
     *
     * @param id the credential id
     * @param ceremonyId the id in the sealed ceremony
     * @return the passkey, or empty, which says nothing of the ceremony
     * @throws DuplicateException ({@link DuplicateException.Of#CEREMONY}) when the passkey is there and the ceremony was used before
     */
    Optional<Passkey> findUnused(CredentialId id, String ceremonyId);

    /**
     * Tells whether any user base has a passkey with that ID. Nothing else may be concluded from it: other user bases belong to other
     * applications.
     *
     * @param id the credential id
     * @return false when no application on this database knows it
     */
    boolean isAnywhere(CredentialId id);

    /**
     * Stores a new passkey. Its owner must have been added before.
     *
     * @param passkey the new one; never replaces another
     * @throws DuplicateException ({@link DuplicateException.Of#PASSKEY}) when anybody has a passkey of that id
     */
    void add(Passkey passkey);

    /**
     * Stores the use of a passkey if the counter allows it at the moment of writing: it has increased, or is and was 0, or {@link
     * PasskeyUsage#evenIfCountFell} is set. The stored counter never goes back.
     *
     * @param owner the handle of the owner
     * @param id the credential id
     * @param use what to write
     * @return false when nothing was written: no such passkey of that owner, a disabled one, or a counter that did not grow
     */
    boolean recordUse(UserHandle owner, CredentialId id, PasskeyUsage use);

    /**
     * Keeps whose account a passkey is for, unless that is known.
     *
     * @param owner the handle of the owner
     * @param id the credential id
     * @param account what tells the account from every other, also from a later one of the same name
     */
    void bind(UserHandle owner, CredentialId id, String account);

    /**
     * Whether it is known whose account a passkey is for.
     *
     * @param id the credential id
     * @return false for one that was made where nothing told
     */
    boolean isBound(CredentialId id);

    /**
     * Disables the passkeys of a caller that are for another account, whose owner had the name before.
     *
     * @param caller the name in the container, in any spelling that the user base takes for the same user
     * @param account what tells the account that has the name now
     * @return how many were disabled
     */
    int disableOthers(String caller, String account);

    /**
     * Disables all passkeys of a caller.
     *
     * @param caller the name in the container, in any spelling that the user base takes for the same user
     * @return how many were disabled
     */
    int disable(String caller);

    /**
     * Renames a passkey.
     *
     * @param caller the name of the owner
     * @param id the credential id
     * @param label the new label
     * @return false when the caller has no such passkey
     */
    boolean rename(String caller, CredentialId id, String label);

    /**
     * Removes a passkey. Of two removals of one caller at once, the second waits for the first, and then sees what it left.
     *
     * @param caller the name of the owner
     * @param id the credential id
     * @return false when the caller has no such passkey
     */
    boolean remove(String caller, CredentialId id);

    /**
     * Deletes a user: passkeys, handle, enrollment record and groups of the password, in every spelling that the user base treats as the
     * same user.
     *
     * @param caller the name in the container
     */
    void forget(String caller);

    /**
     * Finds the name that an account had before.
     *
     * @param caller the name of the account now
     * @param account what tells the account from every other
     * @return the only other name whose passkeys are all for that account; empty where there is none or more than one, or where something is
     *     stored of the name that it has now
     */
    Optional<String> formerName(String caller, String account);

    /**
     * Renames a user, with everything that is stored.
     *
     * @param caller the name until now
     * @param newName the name from now on
     * @return false when nothing is stored of the old name
     * @throws IllegalStateException when something is stored of the new name, unless it is another spelling of the old one, or there is
     *     more than one spelling of the old one
     */
    boolean renameUser(String caller, String newName);

    /**
     * Returns the shared secrets.
     *
     * @return all of them, the newest first
     */
    List<Secret> secrets();

    /**
     * Adds a shared secret.
     *
     * @param secret the new one
     * @throws DuplicateException ({@link DuplicateException.Of#SECRET}) when another node was first to add one of that id
     */
    void addSecret(Secret secret);

    /**
     * Finds the enrollment record of a user.
     *
     * @param caller the name in the container, in any spelling that the user base takes for the same user
     * @return what is known of it, or empty when the caller was never asked
     */
    Optional<EnrollmentRecord> offer(String caller);

    /**
     * Stores the enrollment record of a user in place of the previous one.
     *
     * @param offer the caller, and what is known now
     * @throws DuplicateException ({@link DuplicateException.Of#OFFER}) when the caller was never asked, and somebody else is first to write
     */
    void keepOffer(EnrollmentRecord offer);

    /**
     * Finds the last password sign-in of a user.
     *
     * @param caller the name in the container, in any spelling that the user base takes for the same user
     * @return the groups, or empty for who was never seen to sign in by password
     */
    Optional<PasswordLogin> passwordLogin(String caller);

    /**
     * Stores a password sign-in in place of the previous one of the user.
     *
     * @param login the caller, and all groups
     * @throws DuplicateException ({@link DuplicateException.Of#PASSWORD_LOGIN}) when another node was first to keep one of the caller
     */
    void keep(PasswordLogin login);

    /**
     * Returns the last time at which passkeys were disabled in an application, as seen by any node.
     *
     * @param application context path, such as {@code /shop}
     * @return the last moment, or empty when they never were
     */
    Optional<Instant> switchedOff(String application);

    /**
     * Stores the time at which passkeys were disabled, unless a later time is stored.
     *
     * @param application context path
     * @param at the last moment
     * @throws DuplicateException ({@link DuplicateException.Of#SWITCHED_OFF}) when another node is first to keep one
     */
    void keepSwitchedOff(String application, Instant at);

    /**
     * Returns the time until which a name is reserved for a sign-up in progress.
     *
     * @param caller the name
     * @return the time that was given to {@link #reserve}, or empty where nobody holds it
     */
    Optional<Instant> reserved(String caller);

    /**
     * Reserves a name for one sign-up, so that it is not given to another user.
     *
     * @param caller the name
     * @param until when it may be forgotten that it was held, should the sign-up never end
     * @throws DuplicateException ({@link DuplicateException.Of#USER}) when another sign-up holds it
     */
    void reserve(String caller, Instant until);

    /**
     * Releases a reserved name.
     *
     * @param caller the name
     */
    void release(String caller);

    /**
     * Runs other statements in this transaction, for operators: on all users of the user base, not on one caller.
     *
     * @return the transaction
     * @throws UnsupportedOperationException where passkeys are not in a database
     */
    default Sql sql() {
        throw new UnsupportedOperationException("passkeys are not in a database");
    }

    /**
     * Returns the repository of the tokens of native apps, which works in the same transaction.
     *
     * @return keys and refresh tokens
     */
    TokenRepository tokens();

    /**
     * Records an event in the audit table, if there is one, within this transaction.
     *
     * @param event what happens if the transaction is committed
     * @param actor who does it, or empty where it is the user of the event
     */
    void record(PasskeyEvent event, String actor);

    /**
     * Records what a user did.
     *
     * @param event what happens if the transaction is committed
     */
    default void record(PasskeyEvent event) {
        record(event, "");
    }
}
