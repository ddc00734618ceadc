// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.server;

import java.util.Optional;

/**
 * Login of {@code web.xml} on GlassFish and Payara.
 *
 * @param needsPrincipal as on GlassFish 8
 */
record GlassFishLogin(boolean needsPrincipal) implements ContainerLogin {

    static final ContainerLogin WITH_PRINCIPAL = new GlassFishLogin(true);
    static final ContainerLogin WITH_NAME = new GlassFishLogin(false);

    @Override
    public boolean takesFormAtAnyAddress() {
        return true;
    }

    @Override
    public boolean renewsSessionForForm() {
        return true;
    }

    @Override
    public boolean putsSessionIdIntoRedirect() {
        return true;
    }

    @Override
    public boolean readsBasicStrictly() {
        return true;
    }

    @Override
    public boolean verifiesBasicAtOpenPages() {
        return false;
    }

    @Override
    public boolean keepsBasicInSession() {
        return true;
    }

    @Override
    public boolean makesSessionForLoginByCode() {
        return false;
    }

    @Override
    public Optional<String> authTypeOfLoginByCode() {
        return Optional.empty();
    }

    @Override
    public boolean leavesCacheHeadersToMechanism() {
        return true;
    }

    @Override
    public boolean asksByBasicByDefault() {
        return true;
    }
}
