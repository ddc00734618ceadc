// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.api;

import ee.passkeys.value.CredentialId;
import java.util.List;

/**
 * Bean for application code that shows and revokes the passkeys of users, removes users, or renames them. Passkeys belong to a name, and know nothing of the
 * account behind it.
 *
 * <pre>{@code
 * @Inject
 * PasskeyAccounts passkeys;
 *
 * void dismiss(String name) {
 *     accounts.remove(name);
 *     passkeys.forget(name);
 * }
 * }</pre>
 *
 * <p>Every method works on the users of the application, in transactions of its own, and throws a {@link RuntimeException} when the database
 * fails; nothing is changed then. Safe for use by many threads.
 *
 * @since 0.1
 */
public interface PasskeyAccounts {

    /**
     * Returns the passkeys of a user.
     *
     * @param name the name in the container, in any spelling that is the same user
     * @return all of them, the disabled ones too, in the order they were made
     */
    List<PasskeyInfo> passkeysOf(String name);

    /**
     * Revokes a passkey of a user, also the last one: it signs in no user any more, and the sessions and tokens that began with it end
     * within seconds on every node.
     *
     * @param name the name in the container, in any spelling that is the same user
     * @param passkey its credential id
     * @return false when the user has no such passkey
     */
    boolean revoke(String name, CredentialId passkey);

    /**
     * Forgets a user whose account is gone: removes all passkeys, and whatever else is remembered of the name. The next user of the name
     * begins anew. MUST be called before the name is given again.
     *
     * @param name the name in the container, in any spelling that is the same user
     * @return how many passkeys were removed
     */
    int forget(String name);

    /**
     * Has the passkeys of a user follow to a new name. The authenticators go on showing the old one.
     *
     * @param name the name until now
     * @param newName the name from now on
     * @return false when nothing is known of the old name
     * @throws IllegalStateException when something is known of the new name, which is then another user's, or when passkeys were made under
     *     several spellings of the old one; nothing is changed then
     */
    boolean rename(String name, String newName);
}
