// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.authorization;

/** Source of the groups of a passkey sign-in. */
public enum GroupSource {
    /** SQL of the settings says them. */
    QUERY("the query in passkeys.groups.query"),
    /** The application's own stores say them. */
    IDENTITY_STORES("the application's identity stores"),
    /** The application's own stores say them, but a password may give fewer: no more than those are given. */
    STORES_WITHIN_PASSWORD("the application's identity stores, limited to the groups of the last password sign-in"),
    /** The accounts are those of the server's realm, which knows them. */
    REALM("the server's realm"),
    /** The last login by password had them. */
    REMEMBERED("the last password sign-in"),
    /** The application's own stores say them to who brings a password, and to nobody else. */
    PASSWORD_ALONE("none: the application's identity stores give groups with a password only"),
    /** Nobody is asked: the accounts are the application's own, and what the container knows by their names is all there is. */
    CONTAINER("the container, by user name");

    private final String words;

    GroupSource(String words) {
        this.words = words;
    }

    /**
     * The same for people.
     *
     * @return such as "the server's realm"
     */
    public String words() {
        return words;
    }
}
