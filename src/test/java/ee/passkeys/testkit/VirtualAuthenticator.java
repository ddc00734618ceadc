// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport;

/**
 * Plugs an authenticator that is software into the browser of a test: it keeps passkeys, verifies its user, and consents at once.
 *
 * <p>The browser is the field of the test class whose type is a {@code WebDriver} that can have such authenticators, as those of Chrome and
 * Edge can. On a class or a method, the authenticator is plugged in after {@code @BeforeEach}, and a parameter of the type
 * {@link Authenticator} gets it. On a parameter, it is another one, so that a test may have several. After the test all are removed, with
 * the passkeys they keep.
 *
 * <pre>{@code
 * private final ChromeDriver driver = new ChromeDriver();
 *
 * @Test
 * @VirtualAuthenticator
 * void signsInByPasskey(Authenticator phone) { … }
 *
 * @Test
 * void addsASecurityKey(@VirtualAuthenticator Authenticator laptop,
 *         @VirtualAuthenticator(transport = Transport.USB) Authenticator key) { … }
 * }</pre>
 *
 * @since 0.1
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-automation-virtual-authenticators">§11.2. Virtual Authenticators</a>
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(VirtualAuthenticatorExtension.class)
public @interface VirtualAuthenticator {

    /**
     * How the browser reaches the authenticator. A browser takes one that is {@code INTERNAL} for a part of the device.
     *
     * @return the transport
     */
    Transport transport() default Transport.INTERNAL;

    /**
     * Whether the authenticator keeps passkeys. An old security key does not.
     *
     * @return false for one that needs {@code allowCredentials}
     */
    boolean keepsPasskeys() default true;

    /**
     * Whether the authenticator can verify its user, by a PIN or a finger.
     *
     * @return false for one that only asks for a touch
     */
    boolean canVerify() default true;

    /**
     * Whether the verification succeeds, if there is one. A test changes it by {@link Authenticator#verifies}.
     *
     * @return false for a wrong PIN or finger
     */
    boolean verifies() default true;
}
