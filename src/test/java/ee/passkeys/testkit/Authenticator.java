// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import java.util.List;
import java.util.Map;
import org.openqa.selenium.chromium.HasCdp;
import org.openqa.selenium.virtualauthenticator.Credential;
import org.openqa.selenium.virtualauthenticator.HasVirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Protocol;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport;

/**
 * An authenticator of a browser: a device or a security key of the user.
 *
 * @since 0.1
 */
public final class Authenticator {

    private final HasVirtualAuthenticator browser;
    private final VirtualAuthenticator virtual;

    private Authenticator(HasVirtualAuthenticator browser, VirtualAuthenticator virtual) {
        this.browser = browser;
        this.virtual = virtual;
    }

    /**
     * Plugs an authenticator into a browser. It keeps passkeys, verifies its user, and consents at once.
     *
     * @param browser the browser
     * @param transport how the browser reaches it
     * @return the authenticator, which stays until it is unplugged
     */
    public static Authenticator plugInto(HasVirtualAuthenticator browser, Transport transport) {
        return plugInto(
                browser,
                new VirtualAuthenticatorOptions()
                        .setTransport(transport)
                        .setHasResidentKey(true)
                        .setHasUserVerification(true)
                        .setIsUserVerified(true));
    }

    static Authenticator plugInto(HasVirtualAuthenticator browser, VirtualAuthenticatorOptions options) {
        return new Authenticator(
                browser,
                browser.addVirtualAuthenticator(
                        options.setProtocol(Protocol.CTAP2).setIsUserConsenting(true)));
    }

    /**
     * Returns the passkeys that it keeps.
     *
     * @return a copy of each, with its private key
     */
    public List<Credential> passkeys() {
        return virtual.getCredentials();
    }

    /**
     * Says whether the user touches it when asked to.
     *
     * @param touched false for a user who is away: a ceremony then waits
     * @throws UnsupportedOperationException when the browser has no DevTools Protocol
     */
    public void touched(boolean touched) {
        if (!(browser instanceof HasCdp tools)) {
            throw new UnsupportedOperationException(
                    "The DevTools Protocol is needed to leave an authenticator untouched.");
        }
        tools.executeCdpCommand(
                "WebAuthn.setAutomaticPresenceSimulation",
                Map.of("authenticatorId", virtual.getId(), "enabled", touched));
    }

    /**
     * Says whether the user's finger, face or PIN is right.
     *
     * @param verified false for a wrong one
     */
    public void verifies(boolean verified) {
        virtual.setUserVerified(verified);
    }

    /** Removes it, with the passkeys that it keeps. */
    public void unplug() {
        browser.removeVirtualAuthenticator(virtual);
    }
}
