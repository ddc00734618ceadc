// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import java.util.List;
import java.util.Map;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.virtualauthenticator.Credential;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;

/** One authenticator of a browser: a device or a security key of the user. */
public final class Authenticator {

    private final ChromeDriver driver;
    private final VirtualAuthenticator virtual;

    Authenticator(ChromeDriver driver, VirtualAuthenticator virtual) {
        this.driver = driver;
        this.virtual = virtual;
    }

    public List<Credential> passkeys() {
        return virtual.getCredentials();
    }

    /** Whether the user touches it when asked to. */
    public void touched(boolean touched) {
        driver.executeCdpCommand(
                "WebAuthn.setAutomaticPresenceSimulation",
                Map.of("authenticatorId", virtual.getId(), "enabled", touched));
    }

    /** Whether the user's finger, face or PIN is right. */
    public void verifies(boolean verified) {
        virtual.setUserVerified(verified);
    }

    public void unplug() {
        driver.removeVirtualAuthenticator(virtual);
    }
}
