// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

/**
 * Acts of administrators for JMX, where {@code passkeys.jmx.administration} has them. Each throws an {@link IllegalArgumentException} when it is
 * refused, whose message has the code of the problem, and an {@link IllegalStateException} when it could not be done.
 */
public interface AdministrationMXBean {

    /**
     * Disables all passkeys of a user.
     *
     * @param user the user
     * @return how many were enabled before
     */
    int disable(String user);

    /**
     * Enables all passkeys of a user.
     *
     * @param user the user
     * @return how many were disabled before
     */
    int enable(String user);

    /**
     * Removes all passkeys of a user.
     *
     * @param user the user
     * @return how many there were
     */
    int revokeAll(String user);

    /**
     * Disables a passkey.
     *
     * @param id its credential id
     */
    void disablePasskey(String id);

    /**
     * Enables a passkey.
     *
     * @param id its credential id
     */
    void enablePasskey(String id);

    /**
     * Removes a passkey.
     *
     * @param id its credential id
     */
    void revokePasskey(String id);

    /**
     * Forgets a user.
     *
     * @param user the user
     * @return how many passkeys were removed
     */
    int forget(String user);

    /**
     * Has everything that is kept of a user follow to a new name.
     *
     * @param user the user
     * @param newName the name from now on
     */
    void rename(String user, String newName);

    /**
     * Has a user asked again who chose "Don't ask again".
     *
     * @param user the user
     * @return false when the user is asked anyway
     */
    boolean askAgain(String user);

    /**
     * Issues an enrollment code. JMX is one administrator: where two must agree, another one approves the code elsewhere.
     *
     * @param user the user
     * @return the code, which is shown once
     */
    String issueCode(String user);

    /**
     * Withdraws the enrollment code of a user.
     *
     * @param user the user
     */
    void withdrawCode(String user);

    /**
     * Changes a setting for all nodes.
     *
     * @param key one of the keys that can be changed while the application runs
     * @param value the new text
     */
    void changeSetting(String key, String value);

    /**
     * Has a setting count again as it is written.
     *
     * @param key the key
     */
    void resetSetting(String key);
}
