// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.servlet.ServletContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Beans that an application makes of types of the JDK. Its clock stands still. */
@ApplicationScoped
public class OwnProducers {

    @Produces
    Clock clock() {
        return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    }

    /** Given to nobody who does not ask for it: the container's own is not hidden by it. */
    @Produces
    ServletContext context() {
        throw new UnsupportedOperationException();
    }

    @Produces
    @Typed(SecureRandom.class)
    SecureRandom random() {
        return new SecureRandom();
    }
}
