// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/**
 * Access to the server's realm, as far as a sign-in without a password needs more than the container does by itself. There is one class for
 * each server that has such needs.
 */
public interface ContainerRealm {

    /**
     * Tells whether the groups of a user must be requested here.
     *
     * @return false where the container finds them by the caller's name, at every request and on every node
     */
    boolean knowsGroups();

    /**
     * Returns the current groups of a user.
     *
     * @param caller the name in the container
     * @return what a login by password would give; nothing in it for a caller unknown to the realm; empty when the realm takes no password
     *     of this caller, because the account is locked or can do without, so that no other login may be taken either
     */
    Optional<Set<String>> groupsOf(String caller);

    /**
     * Makes the container read the current groups of a user instead of its cache. Called before a caller who brings no password is asked
     * for by name.
     *
     * @param caller the name in the container
     * @param container who would be told of the caller
     * @return false where the realm behind the container says that it has nobody of that name who could bring a password
     * @throws IllegalStateException when the realm cannot be asked
     */
    boolean renew(String caller, CallbackHandler container);

    /**
     * Returns the groups that the container assigns to a user by name.
     *
     * @param caller the name in the container
     * @param container who would be told of the caller
     * @return the groups, as they are now; none where the container has to be told of all; empty where they are not to be seen
     */
    Optional<Set<String>> groupsByName(String caller, CallbackHandler container);

    /**
     * The groups of a caller whom the container has just taken.
     *
     * @param subject where it puts them
     * @return the groups, or empty where they are not to be seen there
     */
    Optional<Set<String>> groupsIn(Subject subject);

    /**
     * Takes from a caller whom the container has just taken the groups that it added by itself.
     *
     * @param subject where it puts them
     * @param groups all that the caller may have, of which the container was told
     * @return false where groups are not to be seen there, so that the container may add others
     */
    boolean keepTo(Subject subject, Set<String> groups);

    /**
     * Whether the server has no realm of that name. It then has another one check passwords, and finds no groups by the name of a caller.
     *
     * @param name what {@code web.xml} calls the realm
     * @return false where there is one, where the name in {@code web.xml} chooses no realm, and where the server does not tell
     */
    boolean lacks(String name);

    /**
     * Whether the realm has a user of that name, who could bring a password or has groups by name alone.
     *
     * @param name a user name, which a visitor may have chosen
     * @param realm what {@code web.xml} calls the realm, empty for the default one
     * @return empty where the realm cannot be asked, which is no permission
     */
    default Optional<Boolean> knows(String name, String realm) {
        return Optional.empty();
    }

    /**
     * What tells the account of a caller from a later one of the same name.
     *
     * @param caller the name in the container
     * @param realm what {@code web.xml} calls the realm, empty for the default one
     * @return empty where the realm has no such caller, tells nothing of the kind, or cannot be asked for it
     * @throws IllegalStateException when the realm does not answer
     */
    default Optional<String> accountId(String caller, String realm) {
        return Optional.empty();
    }

    /**
     * How the realm itself spells the name of a user. A realm may take spellings for one user that {@code UserNames} tells apart, such as
     * those with and without accents.
     *
     * @param caller the name as it was typed
     * @param realm what {@code web.xml} calls the realm, empty for the default one
     * @return empty where the realm has no such user, does not tell, or does not answer
     */
    default Optional<String> spelling(String caller, String realm) {
        return Optional.empty();
    }

    /**
     * Called after the container was told of a caller by name.
     *
     * @param caller the name in the container
     */
    void succeeded(String caller);
}
