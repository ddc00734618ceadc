// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.descriptor.LoginConfig;
import ee.passkeys.descriptor.WebDescriptor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The application that we are in. The bean of its servlet context is there at requests only; at start it is what CDI tells of on WildFly,
 * and what the container tells a listener of on Payara, whose CDI starts before.
 */
@ApplicationScoped
class WebApplication {

    private final Instance<ServletContext> atRequests;
    private final Event<Started> starts;
    private final AtomicReference<ServletContext> started = new AtomicReference<>();
    private volatile @Nullable MechanismRegistration registration;

    @SuppressWarnings("NullAway") // a proxy has no state
    protected WebApplication() {
        this.atRequests = null;
        this.starts = null;
    }

    @Inject
    WebApplication(Instance<ServletContext> atRequests, Event<Started> starts) {
        this.atRequests = atRequests;
        this.starts = starts;
    }

    /** Told once, when settings can be read. */
    record Started() {}

    void onStart(@Observes @Initialized(ApplicationScoped.class) Object context) {
        if (context instanceof ServletContext web) {
            begin(web);
        }
    }

    void begin(ServletContext context) {
        if (started.compareAndSet(null, context)) {
            MechanismRegistration now = new MechanismRegistration(context);
            now.noteStart();
            registration = now;
            starts.fire(new Started());
        }
    }

    /** The beans end also where the start of the application failed, of which no listener is told. */
    @PreDestroy
    void end() {
        MechanismRegistration begun = registration;
        if (begun != null) {
            begun.removeRest();
        }
    }

    Configuration configuration() {
        return Configuration.of(context());
    }

    /** Such as {@code /shop}, empty at the root. */
    String contextPath() {
        return context().getContextPath();
    }

    WebDescriptor descriptor() {
        return WebDescriptor.of(context());
    }

    LoginConfig loginConfig() {
        return descriptor().login();
    }

    /** The container's bean. At start it can do more than what a listener is told, if there is a request context. */
    ServletContext contextAtRequests() {
        return atRequests.isAmbiguous() ? ofContainer() : atRequests.get();
    }

    /** The application may produce one as well. */
    private ServletContext ofContainer() {
        return atRequests
                .handlesStream()
                .filter(bean -> bean.getBean().getBeanClass().getClassLoader() != WebApplication.class.getClassLoader())
                .findFirst()
                .orElseThrow()
                .get();
    }

    private ServletContext context() {
        ServletContext known = started.get();
        return known == null ? contextAtRequests() : known;
    }
}
