// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.api;

/**
 * Creates accounts for visitors who sign up with a passkey and no password. An application that opens its registration ({@code
 * passkeys.registration=open}) provides a CDI bean of this type; without one, registration stays closed.
 *
 * @since 0.1
 */
public interface NewAccounts {

    /**
     * Whether a new account may have that name. Called when a sign-up begins and again before it ends.
     *
     * @param name as the visitor typed it, without space at its ends, 1 to 100 characters
     * @return false when the name is taken, or is not one that the application gives
     */
    boolean isFree(String name);

    /**
     * Makes the account. Called after the new passkey was verified and before it is stored, with no transaction open on the thread. The
     * name is held meanwhile: no other sign-up calls this method with it.
     *
     * @param name the name, which was free a moment ago
     * @param displayName what the visitor wants to be called
     * @throws RuntimeException when it cannot be made, because somebody was faster or for any other reason: the passkey is then not stored
     */
    void create(String name, String displayName);

    /**
     * Takes the account back, because the passkey could not be stored after {@link #create} returned. Where that fails, too, or the server
     * goes down in between, it is called again when somebody wants the name, unless the account {@linkplain #hasOtherWayIn has another way
     * in}.
     *
     * @param name the name that was given
     */
    void withdraw(String name);

    /**
     * Whether a caller could still sign in without any passkey, by a password for example. Asked before the last passkey is removed.
     *
     * @param caller the name in the container
     * @return false, which is what this method says until an application knows better, to have the last passkey kept
     */
    default boolean hasOtherWayIn(String caller) {
        return false;
    }
}
