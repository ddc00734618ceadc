// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.descriptor;

import java.util.Locale;
import java.util.Map;

/**
 * Content of {@code login-config} in the application's descriptors. A container that has an authentication mechanism ignores it, so that we
 * have to do what it says.
 *
 * @param method the way
 * @param realm the realm's name, empty when none is given
 * @param loginPage path of the page with the form, empty when there is none
 * @param errorPage path of the page for a wrong password, empty when there is none
 */
public record LoginConfig(Method method, String realm, String loginPage, String errorPage) {

    /** Where no descriptor has one. */
    public static final LoginConfig NONE = new LoginConfig(Method.NONE, "", "", "");

    /** What a container does that checks passwords without being told how. */
    static final LoginConfig BY_DEFAULT = new LoginConfig(Method.BASIC, "", "", "");

    /** Value of {@code auth-method}. */
    public enum Method {
        /** There is no {@code login-config}. */
        NONE,
        /** A form of the application's own. */
        FORM,
        /** The dialog of the browser. */
        BASIC,
        /** A way that only the container itself can go, such as client certificates. */
        CONTAINER_ONLY
    }

    /**
     * Tells whether Passkeys EE performs the authentication in place of the container, with the container's realm.
     *
     * @return true for a form and for the browser's dialog
     */
    public boolean isBridged() {
        return method == Method.FORM || method == Method.BASIC;
    }

    /** By the texts of all elements within {@code login-config}. */
    static LoginConfig of(Map<String, String> texts) {
        return new LoginConfig(
                method(texts.getOrDefault("auth-method", "BASIC")),
                texts.getOrDefault("realm-name", ""),
                texts.getOrDefault("form-login-page", ""),
                texts.getOrDefault("form-error-page", ""));
    }

    private static Method method(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "FORM" -> Method.FORM;
            case "BASIC" -> Method.BASIC;
            default -> Method.CONTAINER_ONLY;
        };
    }
}
