// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.api;

import java.util.Optional;

/**
 * Decides whether an account may sign in. An application with accounts that can be locked, expired or removed provides a CDI bean of this
 * type, because a passkey login does not pass by the place where its password login looks.
 *
 * <p>It is asked at every passkey login, after the passkey was verified and before anything is written, and when a passkey is made. No
 * transaction is open on the thread then, and no connection is held.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface AccountStatus {

    /**
     * Tells whether the account may sign in now.
     *
     * @param caller the name in the container, as it was when the passkey was made
     * @return false to refuse: the account is locked, expired, removed, or was never there
     */
    boolean isActive(String caller);

    /**
     * What tells the account from every other, also from a later one of the same name: its primary key, or an id of the directory. Passkeys are
     * for the account that had the name when they were made; those of another are disabled as soon as that is seen. Those of an account that
     * has another name now follow to it after its first login by password, if nobody has the old name.
     *
     * <p>It is asked at passkey logins, when a passkey is made, and after a login by password, like {@link #isActive}.
     *
     * @param caller the name in the container
     * @return the same text as long as the account is there; empty where nothing tells accounts apart but the name
     */
    default Optional<String> accountId(String caller) {
        return Optional.empty();
    }
}
