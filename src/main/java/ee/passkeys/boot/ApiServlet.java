// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Servlet that runs the endpoints in the server's JAX-RS servlet, without the application's parameters for JAX-RS. RESTEasy reads those of
 * the {@code web.xml} for each of its servlets: the application's resources would be served below our paths, where none of its constraints
 * counts.
 */
final class ApiServlet implements Servlet {

    /** How the parameters of RESTEasy, of Jersey and of Jakarta REST begin. */
    private static final List<String> HIDDEN = List.of("resteasy.", "jersey.", "jakarta.ws.rs.");

    /** Set by WildFly itself: beans are injected by it. */
    private static final String INJECTION = "resteasy.injector.factory";

    private final Servlet server;

    /**
     * Takes the servlet, which is not initialized yet.
     *
     * @param server the one of the server's JAX-RS implementation
     */
    ApiServlet(Servlet server) {
        this.server = server;
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        server.init(new OwnConfig(config, withoutParameters(config.getServletContext())));
    }

    @Override
    public ServletConfig getServletConfig() {
        return server.getServletConfig();
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        server.service(request, response);
    }

    @Override
    public String getServletInfo() {
        return server.getServletInfo();
    }

    @Override
    public void destroy() {
        server.destroy();
    }

    private static ServletContext withoutParameters(ServletContext context) {
        return (ServletContext) Proxy.newProxyInstance(
                ApiServlet.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (self, method, arguments) -> call(context, method, arguments));
    }

    private static @Nullable Object call(ServletContext context, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("getInitParameterNames")) {
            return visible(context);
        }
        if (method.getName().equals("getInitParameter")
                && arguments != null
                && isHidden(String.valueOf(arguments[0]))) {
            return null;
        }
        try {
            return method.invoke(context, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Enumeration<String> visible(ServletContext context) {
        return Collections.enumeration(Collections.list(context.getInitParameterNames()).stream()
                .filter(name -> !isHidden(name))
                .toList());
    }

    private static boolean isHidden(String name) {
        return HIDDEN.stream().anyMatch(name::startsWith) && !name.equals(INJECTION);
    }

    /**
     * The registration of our servlet, with what it may see of the application.
     *
     * @param own name and parameters of our servlet
     * @param context the application
     */
    private record OwnConfig(ServletConfig own, ServletContext context) implements ServletConfig {

        @Override
        public String getServletName() {
            return own.getServletName();
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        @Override
        public @Nullable String getInitParameter(String name) {
            return own.getInitParameter(name);
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return own.getInitParameterNames();
        }
    }
}
