// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The JAX-RS servlet of the endpoints")
class ApiServletTest {

    private static final Map<String, String> PARAMETERS = Map.of(
            "resteasy.resources", "com.example.Secret",
            "resteasy.providers", "com.example.Filter",
            "jersey.config.server.provider.classnames", "com.example.Secret",
            "jakarta.ws.rs.Application", "com.example.Secrets",
            "resteasy.injector.factory", "org.example.Injection",
            "com.example.color", "blue");

    private final AtomicReference<ServletConfig> given = new AtomicReference<>();

    @Test
    void seesNoParametersForJaxRsThatAreTheApplications() throws ServletException {
        ServletContext seen = initialized().getServletContext();

        assertThat(Collections.list(seen.getInitParameterNames()))
                .containsExactlyInAnyOrder("resteasy.injector.factory", "com.example.color");
        for (String name : List.of("resteasy.resources", "resteasy.providers", "jakarta.ws.rs.Application")) {
            assertThat(seen.getInitParameter(name)).as(name).isNull();
        }
        assertThat(seen.getInitParameter("com.example.color")).isEqualTo("blue");
    }

    @Test
    void seesItsOwnParametersAndTheRestOfTheApplication() throws ServletException {
        ServletConfig seen = initialized();

        assertThat(seen.getInitParameter("jakarta.ws.rs.Application")).isEqualTo("own");
        assertThat(seen.getServletContext().getContextPath()).isEqualTo("/shop");
    }

    private ServletConfig initialized() throws ServletException {
        Servlet server = proxy(Servlet.class, (name, argument) -> {
            if (argument instanceof ServletConfig config) {
                given.set(config);
            }
            return null;
        });
        ServletContext context = proxy(ServletContext.class, (name, argument) -> switch (name) {
            case "getInitParameterNames" -> Collections.enumeration(PARAMETERS.keySet());
            case "getInitParameter" -> PARAMETERS.get(String.valueOf(argument));
            default -> "/shop";
        });
        new ApiServlet(server)
                .init(proxy(
                        ServletConfig.class, (name, argument) -> name.equals("getServletContext") ? context : "own"));
        return given.get();
    }

    private interface Answers {
        Object to(String method, Object argument);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                ApiServletTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.to(method.getName(), arguments == null ? null : arguments[0])));
    }
}
