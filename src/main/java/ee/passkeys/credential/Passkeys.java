// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserHandle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The stored passkeys of one user base, their users and what else the ceremonies keep, as seen within one transaction. Users of another base,
 * and their passkeys, are not there; only secrets, and the marks of ceremonies that were used, are common to all.
 *
 * <p>Every method that changes a passkey takes its owner, and changes nothing that belongs to anybody else. Times are kept to the
 * millisecond. Every method throws {@link StoreUnavailableException} when the database fails; after that, or after a {@link DuplicateException},
 * the transaction is rolled back even where the work goes on.
 */
public interface Passkeys {

    /**
     * Marks a ceremony as used, so that no node accepts an answer to it again.
     *
     * @param ceremonyId the id in the sealed ceremony
     * @param expiresAt from when on the mark may be forgotten
     * @throws DuplicateException ({@link DuplicateException.Of#CEREMONY}) when it was used before
     */
    void spend(String ceremonyId, Instant expiresAt);

    /**
     * Forgets marks of ceremonies that have expired.
     *
     * @param now the time to compare with
     * @param most how many at once, so that it takes a moment only
     * @return how many were forgotten
     */
    int forgetSpent(Instant now, int most);

    /**
     * The user of that name.
     *
     * @param caller the name in the container, compared exactly, whatever the collation of the database and the rule of the user base: a
     *     passkey signs in the very name that it was made for
     * @return the user, or empty when the caller never began to make a passkey
     */
    Optional<PasskeyUser> user(String caller);

    /**
     * Gives a caller a user handle.
     *
     * @param user the caller and the handle
     * @throws DuplicateException ({@link DuplicateException.Of#USER}) when the caller, or the handle, is there already
     */
    void addUser(PasskeyUser user);

    /**
     * Whether a name is some user's, so that no newcomer gets it: a user who has or once had passkeys, or was seen to sign in by password.
     *
     * @param name the name in any spelling, even where the user base takes spellings for users of their own
     * @return false when nothing is stored of anybody of that name
     */
    boolean isKnown(String name);

    /**
     * All passkeys of a caller, the disabled ones too, in the order they were made.
     *
     * @param caller the name in the container, in any spelling that the user base takes for the same user
     * @return the passkeys, an empty list for an unknown caller
     */
    List<Passkey> of(String caller);

    /**
     * All passkeys of a caller, as {@link #of}, to decide on another one. Of two that do so for one caller at once, the second waits for the end of
     * the first, and then sees what it left.
     *
     * @param caller the name in the container, compared exactly
     * @return the passkeys, an empty list for an unknown caller
     */
    List<Passkey> forAnother(String caller);

    /**
     * The passkey of that id, whichever user of this user base owns it.
     *
     * @param id the credential id
     * @return the passkey, or empty
     */
    Optional<Passkey> find(CredentialId id);

    /**
     * Whether any user base has a passkey of that id. Nothing else may be concluded from it: other user bases belong to other applications.
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
     * Writes what a login leaves behind, if the counter allows it in the very moment of writing: it has grown, or is and was 0, or
     * {@link Use#evenIfCountFell} is set. The stored counter never goes back.
     *
     * @param owner the handle of the owner
     * @param id the credential id
     * @param use what to write
     * @return false when nothing was written: no such passkey of that owner, a disabled one, or a counter that did not grow
     */
    boolean recordUse(UserHandle owner, CredentialId id, Use use);

    /**
     * Gives a passkey another label.
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
     * Forgets a user: passkeys, handle, offers and what a password gave, in every spelling that the user base takes for the same user.
     *
     * @param caller the name in the container
     */
    void forget(String caller);

    /**
     * Gives a user, with everything that is stored, another name.
     *
     * @param caller the name until now
     * @param newName the name from now on
     * @return false when nothing is stored of the old name
     * @throws IllegalStateException when something is stored of the new name, unless it is another spelling of the old one, or there is
     *     more than one spelling of the old one
     */
    boolean renameUser(String caller, String newName);

    /**
     * The shared secrets.
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
     * Whether a caller was asked for a passkey.
     *
     * @param caller the name in the container, in any spelling that the user base takes for the same user
     * @return what is known of it, or empty when the caller was never asked
     */
    Optional<Offer> offer(String caller);

    /**
     * Keeps what is known of a caller who was asked, in the place of what was known.
     *
     * @param offer the caller, and what is known now
     * @throws DuplicateException ({@link DuplicateException.Of#OFFER}) when the caller was never asked, and somebody else is first to write
     */
    void keepOffer(Offer offer);

    /**
     * What the last login by password gave a caller.
     *
     * @param caller the name in the container, in any spelling that the user base takes for the same user
     * @return the groups, or empty for who was never seen to sign in by password
     */
    Optional<PasswordLogin> passwordLogin(String caller);

    /**
     * Keeps what a login by password gave, in place of what was kept of the caller before.
     *
     * @param login the caller, and all groups
     * @throws DuplicateException ({@link DuplicateException.Of#PASSWORD_LOGIN}) when another node was first to keep one of the caller
     */
    void keep(PasswordLogin login);

    /**
     * When passkeys were last switched off in an application, as far as any node saw.
     *
     * @param application context path, such as {@code /shop}
     * @return the last moment, or empty when they never were
     */
    Optional<Instant> switchedOff(String application);

    /**
     * Keeps when passkeys were switched off, unless a later time is kept.
     *
     * @param application context path
     * @param at the last moment
     * @throws DuplicateException ({@link DuplicateException.Of#SWITCHED_OFF}) when another node is first to keep one
     */
    void keepSwitchedOff(String application, Instant at);

    /**
     * Until when a name is held for a sign-up that has not ended.
     *
     * @param caller the name
     * @return the time that was given to {@link #reserve}, or empty where nobody holds it
     */
    Optional<Instant> reserved(String caller);

    /**
     * Holds a name for one sign-up, so that nobody else is given it meanwhile.
     *
     * @param caller the name
     * @param until when it may be forgotten that it was held, should the sign-up never end
     * @throws DuplicateException ({@link DuplicateException.Of#USER}) when another sign-up holds it
     */
    void reserve(String caller, Instant until);

    /**
     * Lets go of a name that was held.
     *
     * @param caller the name
     */
    void release(String caller);
}
