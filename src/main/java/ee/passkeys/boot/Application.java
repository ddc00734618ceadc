// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.mechanism.HostMechanism;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The application that we are in. The bean of its servlet context is there at requests only; at start it is what CDI tells of on WildFly,
 * and what the container tells a listener of on Payara, whose CDI starts before.
 */
@ApplicationScoped
class Application {

    /** Each application has its own copy of this class, by which it is found where the container cannot tell which beans are its. */
    private static final AtomicReference<@Nullable Application> HERE = new AtomicReference<>();

    private final ServletContext atRequests;
    private final HostMechanism host;
    private final Event<Started> starts;
    private final AtomicReference<ServletContext> started = new AtomicReference<>();

    @SuppressWarnings("NullAway") // a proxy has no state
    protected Application() {
        this.atRequests = null;
        this.host = null;
        this.starts = null;
    }

    @Inject
    Application(ServletContext atRequests, HostMechanism host, Event<Started> starts) {
        this.atRequests = atRequests;
        this.host = host;
        this.starts = starts;
    }

    /** Told once, when settings can be read. */
    record Started() {}

    /**
     * This application. {@code CDI.current()} does not do: for an application with a {@code metadata-complete} {@code web.xml} and an
     * {@code ejb-jar.xml} Payara looks where our beans are not seen.
     */
    static Application here() {
        Application known = HERE.get();
        return known == null ? CDI.current().select(Application.class).get() : known;
    }

    void onStart(@Observes @Initialized(ApplicationScoped.class) Object context) {
        HERE.set(this);
        if (context instanceof ServletContext web) {
            begin(web);
        }
    }

    void begin(ServletContext context) {
        if (started.compareAndSet(null, context)) {
            starts.fire(new Started());
        }
    }

    /** Whether it has a mechanism of its own. */
    boolean hasMechanism() {
        return host.isThere();
    }

    Configuration configuration() {
        ServletContext known = started.get();
        return Configuration.of(known == null ? atRequests : known);
    }
}
