// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.action.RequiredActionFilter;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Settings.GraftMode;
import ee.passkeys.config.Switch;
import ee.passkeys.descriptor.LoginConfig;
import ee.passkeys.descriptor.WebDescriptor;
import ee.passkeys.doctor.Doctor;
import ee.passkeys.rest.AdminGuard;
import ee.passkeys.rest.CorsFilter;
import ee.passkeys.rest.PasskeyApi;
import ee.passkeys.server.Servers;
import ee.passkeys.session.Revocations;
import ee.passkeys.ui.PageServlet;
import ee.passkeys.ui.loginform.LoginFormFilter;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.wellknown.WellKnownServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.HttpConstraintElement;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletSecurityElement;
import jakarta.servlet.annotation.ServletSecurity.TransportGuarantee;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Registers the endpoints and the pages with the container. The endpoints run in the JAX-RS implementation that the server has, behind a
 * servlet of their own, so that the host's JAX-RS applications stay what they are.
 */
public final class PasskeysInitializer implements ServletContainerInitializer {

    private static final System.Logger LOG = ApplicationLog.of(PasskeysInitializer.class);

    /** What settings give callers something to do; no request passes by a filter for nothing. */
    private static final List<Predicate<Settings>> REQUIRED_ACTIONS = List.of(
            settings -> settings.rollout().asks(), settings -> settings.stepUp().isAsked());

    /** Made by the container. */
    public PasskeysInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) throws ServletException {
        Class<?> ofApplication = ofApplication(context);
        if (ofApplication == PasskeysInitializer.class) {
            register(context);
            return;
        }
        try {
            ((ServletContainerInitializer)
                            ofApplication.getDeclaredConstructor().newInstance())
                    .onStartup(none, context);
        } catch (ReflectiveOperationException e) {
            throw new ServletException("Passkeys cannot be started", e);
        }
    }

    /**
     * This class as the application sees it. Where {@code web.xml} has an {@code absolute-ordering}, Payara loads it by a class loader of its
     * own, from which nothing of ours would be what the application's beans are.
     */
    private static Class<?> ofApplication(ServletContext context) {
        try {
            return Class.forName(PasskeysInitializer.class.getName(), true, context.getClassLoader());
        } catch (ClassNotFoundException e) {
            LOG.log(System.Logger.Level.DEBUG, "The application does not see this class", e);
            return PasskeysInitializer.class;
        }
    }

    private static void register(ServletContext context) throws ServletException {
        context.addListener(StartListener.class);
        Settings settings = Configuration.of(context).settings();
        if (!settings.enabled()) {
            context.addListener(DisabledListener.class);
            return;
        }
        context.addServlet("passkeys-doctor", StartupChecks.class).setLoadOnStartup(1);
        if (isContainerOnly(context)) {
            context.addListener(DisabledListener.class);
            return;
        }
        Switch passkeys = Configuration.of(context).passkeys();
        Optional<Class<? extends Servlet>> jaxRs = jaxRsServlet();
        if (jaxRs.isEmpty()) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Passkeys are unavailable: the JAX-RS servlet of this server is not known, or is not there: "
                            + context.getServerInfo());
            return;
        }
        ServletRegistration.Dynamic api =
                context.addServlet(Doctor.ENDPOINTS, new ApiServlet(context.createServlet(jaxRs.get())));
        api.setInitParameter("jakarta.ws.rs.Application", PasskeyApi.class.getName());
        api.setInitParameter("resteasy.servlet.mapping.prefix", PasskeyApi.PATH);
        api.setInitParameter("jersey.config.server.wadl.disableWadl", "true");
        api.setAsyncSupported(true);
        api.setLoadOnStartup(1);
        api.addMapping(PasskeyApi.PATH + "/*");
        WebDescriptor descriptor = WebDescriptor.of(context);
        openToGuests(api, descriptor);

        if (context.getContextPath().isEmpty()) {
            registerWellKnownFiles(context, settings, descriptor);
        }

        ServletRegistration.Dynamic pages = context.addServlet(
                "passkeys-pages",
                new PageServlet(
                        settings.pages().login(),
                        settings.administration().recoveryCodes(),
                        settings.appearance(),
                        request -> AdminGuard.isAdministrator(settings, request)));
        pages.setAsyncSupported(true);
        pages.addMapping("/passkeys/*");
        openToGuests(pages, descriptor);
        registerCors(context, settings);
        registerSwitch(context, settings, passkeys);
        if (settings.graft().mode() != GraftMode.OFF) {
            registerGraft(context, settings, passkeys);
        }
        if (REQUIRED_ACTIONS.stream().anyMatch(action -> action.test(settings))) {
            registerRequiredActions(context, passkeys);
        }
    }

    /** Before everything that answers in place of the endpoints. */
    private static void registerCors(ServletContext context, Settings settings) {
        if (!settings.corsOrigins().isEmpty()) {
            FilterRegistration.Dynamic cors = context.addFilter(
                    "passkeys-cors", new CorsFilter(settings.corsOrigins(), settings.relyingParties()));
            cors.setAsyncSupported(true);
            cors.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, PasskeyApi.PATH + "/*");
        }
    }

    /** Before all that it switches. Login pages are forwarded to, and wrong passwords end there, too. */
    private static void registerSwitch(ServletContext context, Settings settings, Switch passkeys) {
        MechanismSwitch door = new MechanismSwitch(passkeys, new MechanismRegistration(context));
        context.addListener(door);
        Revocations revocations = new Revocations();
        context.addListener(new Housekeeping(
                revocations,
                new RuntimeRefresh(
                        Configuration.of(context).runtime(), settings.storage().userBase()),
                settings.mail().session().isPresent()));
        FilterRegistration.Dynamic off =
                context.addFilter("passkeys-switch", new SwitchedOffFilter(door, revocations, settings.groups()));
        off.setAsyncSupported(true);
        off.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD), false, "/*");
    }

    private static void registerRequiredActions(ServletContext context, Switch passkeys) {
        FilterRegistration.Dynamic actions = context.addFilter(
                "passkeys-required-actions", new SwitchableFilter(passkeys, new RequiredActionFilter()));
        actions.setAsyncSupported(true);
        actions.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    /**
     * An application that protects all its pages protects none of ours by that, or nobody could sign in: a constraint for the longer path
     * counts. What its {@code web.xml} says of just these paths stays, and so does what it says of the connection.
     */
    private static void openToGuests(ServletRegistration.Dynamic servlet, WebDescriptor descriptor) {
        boolean secure = servlet.getMappings().stream()
                .map(pattern -> pattern.replaceFirst("/\\*$", ""))
                .anyMatch(descriptor::needsTls);
        servlet.setServletSecurity(new ServletSecurityElement(
                new HttpConstraintElement(secure ? TransportGuarantee.CONFIDENTIAL : TransportGuarantee.NONE)));
    }

    /** Before the application's own filters: the page is seen as the browser gets it, with all headers, and compressed where a filter does that. */
    private static void registerGraft(ServletContext context, Settings settings, Switch passkeys) {
        FilterRegistration.Dynamic graft = context.addFilter(
                "passkeys-graft",
                new SwitchableFilter(
                        passkeys,
                        new LoginFormFilter(
                                settings.graft(), Configuration.of(context).runtime()::loginForm)));
        graft.setAsyncSupported(true);
        graft.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ERROR), false, "/*");
    }

    /** They stand at the root of the host, which only the application there can serve. */
    private static void registerWellKnownFiles(ServletContext context, Settings settings, WebDescriptor descriptor) {
        WellKnownServlet files =
                new WellKnownServlet(settings.relyingParties(), settings.apps(), context.getContextPath());
        ServletRegistration.Dynamic registered = context.addServlet("passkeys-well-known", files);
        registered.setAsyncSupported(true);
        registered.addMapping(files.paths().toArray(String[]::new));
        openToGuests(registered, descriptor);
    }

    /** What only the container can do, it no longer does where there is a mechanism; then the mechanism goes, and the login stays. */
    private static boolean isContainerOnly(ServletContext context) {
        return WebDescriptor.of(context).login().method() == LoginConfig.Method.CONTAINER_ONLY;
    }

    private static Optional<Class<? extends Servlet>> jaxRsServlet() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return Servers.current().jaxRsServlet().flatMap(name -> servlet(name, loader));
    }

    private static Optional<Class<? extends Servlet>> servlet(String name, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(name, false, loader).asSubclass(Servlet.class));
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "This server has no " + name, e);
            return Optional.empty();
        }
    }
}
