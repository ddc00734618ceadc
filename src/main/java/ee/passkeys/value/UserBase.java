// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

/**
 * User base: the name space of user names.
 *
 * @param id the context path of the application, {@code /} for the one at the root, or what the settings call a base that applications
 *     share; 1 to 255 characters, none of them a control character
 * @param exact whether every spelling of a name is another user; false where letter case, width and blanks make no difference, as in most
 *     directories
 */
public record UserBase(String id, boolean exact) {

    private static final int MAX_LENGTH = 255;

    /**
     * Checks the id.
     *
     * @param id as above
     * @param exact as above
     * @throws IllegalArgumentException when it is empty, too long, or has a control character
     */
    public UserBase {
        if (id.isEmpty() || id.length() > MAX_LENGTH || id.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a user base is a text of 1 to 255 characters");
        }
    }

    /**
     * Creates a user base that ignores case, width and spaces of names.
     *
     * @param id as above
     */
    public UserBase(String id) {
        this(id, false);
    }

    /**
     * Returns the user base of an application that shares its users with no other.
     *
     * @param contextPath such as {@code /shop}, empty or {@code /} for the application at the root
     * @return the base named after the path
     */
    public static UserBase ofApplication(String contextPath) {
        return new UserBase(contextPath.isEmpty() ? "/" : contextPath);
    }

    /**
     * Returns the key of a user: the same text for all spellings of a name that are one user here.
     *
     * @param name a user name in any spelling
     * @return the folded name, or the name itself where spellings are users of their own; never to be shown or signed in as
     */
    public String key(String name) {
        return exact ? name : UserNames.fold(name);
    }

    /**
     * Tells whether two names are one user of this base.
     *
     * @param a a name
     * @param b another
     * @return true for the same key
     */
    public boolean same(String a, String b) {
        return a.equals(b) || key(a).equals(key(b));
    }

    /**
     * Returns a unique text for this base and a name.
     *
     * @param name any text
     * @return id, line feed, name: the id has no line feed
     */
    public String qualified(String name) {
        return id + "\n" + name;
    }

    @Override
    public String toString() {
        return id;
    }
}
