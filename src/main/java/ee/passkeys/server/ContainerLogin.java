// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.server;

import java.util.Optional;

/**
 * How a container performs a login of {@code web.xml} itself, where containers differ: no client shall see that it is performed by us. What is
 * said here is what Undertow does on WildFly.
 */
public interface ContainerLogin {

    /** That of WildFly, and of a server that nobody knows. */
    ContainerLogin USUAL = new ContainerLogin() {};

    /**
     * Tells which requests submit the form.
     *
     * @return true where any address that ends like that of the form does; false where its exact path and method do
     */
    default boolean takesFormAtAnyAddress() {
        return false;
    }

    /**
     * Tells what comes before the form.
     *
     * @return true where the session gets a new ID; false where the form has a header against caches
     */
    default boolean renewsSessionForForm() {
        return false;
    }

    /**
     * Tells what the redirect after a form carries.
     *
     * @return true where it is the ID of the session, for browsers without cookies
     */
    default boolean putsSessionIdIntoRedirect() {
        return false;
    }

    /**
     * Tells how the credentials of BASIC are read.
     *
     * @return true where their Base64 has to be padded and nothing may follow it; false where what follows is left out
     */
    default boolean readsBasicStrictly() {
        return false;
    }

    /**
     * Tells whether a BASIC password counts that comes with a request for an unprotected page.
     *
     * @return true where a wrong one is refused there
     */
    default boolean verifiesBasicAtOpenPages() {
        return true;
    }

    /**
     * Tells whether a user who signed in by BASIC is kept with the session.
     *
     * @return true where there is a session already
     */
    default boolean keepsBasicInSession() {
        return false;
    }

    /**
     * Tells whether a sign-in by {@code HttpServletRequest.login} outlasts the request where there was no session.
     *
     * @return true where the server makes a session for it
     */
    default boolean makesSessionForLoginByCode() {
        return true;
    }

    /**
     * Returns the value of {@code getAuthType} after {@code HttpServletRequest.login}.
     *
     * @return empty for that of {@code login-config}
     */
    default Optional<String> authTypeOfLoginByCode() {
        return Optional.of("Programmatic");
    }

    /**
     * Tells who keeps pages for users out of caches where there is a mechanism.
     *
     * @return true where the container no longer sets the headers
     */
    default boolean leavesCacheHeadersToMechanism() {
        return false;
    }

    /**
     * Tells what happens at pages for users where no descriptor has a {@code login-config}.
     *
     * @return true where the server asks by BASIC
     */
    default boolean asksByBasicByDefault() {
        return false;
    }

    /**
     * Tells whether {@code SecurityContext.getCallerPrincipal} finds only a principal that was brought.
     *
     * @return false where it finds the one that the container made of a name, too
     */
    default boolean needsPrincipal() {
        return false;
    }
}
