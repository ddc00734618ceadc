// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.descriptor.LoginConfig.Method;
import ee.passkeys.server.ContainerLogin;
import ee.passkeys.server.Servers;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.HttpMethodConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The descriptors of an application")
class WebDescriptorTest {

    private static final String FORM =
            "<login-config><auth-method>FORM</auth-method><form-login-config><form-login-page>/f</form-login-page></form-login-config></login-config>";
    private static final String BASIC =
            "<login-config><auth-method>BASIC</auth-method><realm-name>r</realm-name></login-config>";
    private static final String PROTECTED =
            "<security-constraint><web-resource-collection><url-pattern>/user/*</url-pattern></web-resource-collection>"
                    + "<auth-constraint><role-name>user</role-name></auth-constraint></security-constraint>";
    private static final String CONFIDENTIAL =
            "<security-constraint><web-resource-collection><url-pattern>/*</url-pattern></web-resource-collection>"
                    + "<user-data-constraint><transport-guarantee>CONFIDENTIAL</transport-guarantee></user-data-constraint></security-constraint>";

    private static final ContainerLogin PAYARA = Servers.PAYARA.login();

    @TempDir
    Path directory;

    @Nested
    @DisplayName("say how users sign in")
    class Login {

        @Test
        void inWebXml() throws IOException {
            assertThat(descriptor(webXml("", BASIC), fragment("a", FORM))
                            .login()
                            .method())
                    .isEqualTo(Method.BASIC);
        }

        @Test
        void inAFragmentOfALibrary() throws IOException {
            assertThat(descriptor(webXml("", PROTECTED), fragment("a", ""), fragment("b", FORM))
                            .login())
                    .isEqualTo(new LoginConfig(Method.FORM, "", "/f", ""));
            assertThat(descriptor(null, fragment("b", FORM)).login().method()).isEqualTo(Method.FORM);
        }

        @Test
        void notInAFragmentOfTheServer() throws IOException {
            assertThat(descriptor(webXml("", ""), new Fragment("server/modules/x", "c", FORM))
                            .login())
                    .isEqualTo(LoginConfig.NONE);
        }

        @Test
        void notInAFragmentWhereWebXmlIsComplete() throws IOException {
            assertThat(descriptor(webXml(" metadata-complete='true'", PROTECTED), fragment("a", FORM))
                            .login())
                    .isEqualTo(LoginConfig.NONE);
        }

        @Test
        void inAFragmentThatAnOrderingTakes() throws IOException {
            String some = "<absolute-ordering><name>a</name></absolute-ordering>";
            String all = "<absolute-ordering><name>b</name><others/></absolute-ordering>";

            assertThat(descriptor(webXml("", some), fragment("a", FORM)).login().method())
                    .isEqualTo(Method.FORM);
            assertThat(descriptor(webXml("", some), fragment("b", FORM)).login().method())
                    .isEqualTo(Method.NONE);
            assertThat(descriptor(webXml("", "<absolute-ordering/>"), fragment("", FORM))
                            .login()
                            .method())
                    .isEqualTo(Method.NONE);
            assertThat(descriptor(webXml("", all), fragment("", FORM)).login().method())
                    .isEqualTo(Method.FORM);
        }

        @Test
        void readsTheNameOfAFragmentAndOfNothingElse() throws IOException {
            String others = "<ordering><after><name>a</name></after></ordering>"
                    + "<session-config><cookie-config><name>a</name></cookie-config></session-config>";

            assertThat(descriptor(
                                    webXml("", "<absolute-ordering><name>a</name></absolute-ordering>"),
                                    fragment("b", others + FORM))
                            .login())
                    .isEqualTo(LoginConfig.NONE);
        }
    }

    @Nested
    @DisplayName("leave it to the container")
    class Default {

        @Test
        void whichAsksForPasswordsByItselfOnSome() throws IOException {
            assertThat(descriptor(webXml("", PROTECTED))
                            .loginOfContainer(PAYARA)
                            .method())
                    .isEqualTo(Method.BASIC);
            assertThat(descriptor(webXml("", ""), fragment("a", PROTECTED))
                            .loginOfContainer(PAYARA)
                            .method())
                    .isEqualTo(Method.BASIC);
            assertThat(descriptor(webXml("", PROTECTED + FORM))
                            .loginOfContainer(PAYARA)
                            .method())
                    .isEqualTo(Method.FORM);
        }

        @Test
        void whichHasNoWayOnOthers() throws IOException {
            assertThat(descriptor(webXml("", PROTECTED)).loginOfContainer(ContainerLogin.USUAL))
                    .isEqualTo(LoginConfig.NONE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", CONFIDENTIAL})
        void whichDoesNothingWhereNoPageIsForCallers(String constraints) throws IOException {
            assertThat(descriptor(webXml("", constraints)).loginOfContainer(PAYARA))
                    .isEqualTo(LoginConfig.NONE);
        }

        @Test
        void whichLooksAtAnnotations() throws IOException {
            assertThat(descriptor(webXml("", ""), ForUsers.class)
                            .loginOfContainer(PAYARA)
                            .method())
                    .isEqualTo(Method.BASIC);
            assertThat(descriptor(webXml(" metadata-complete='true'", ""), ForUsers.class)
                            .loginOfContainer(PAYARA))
                    .isEqualTo(LoginConfig.NONE);
            assertThat(descriptor(webXml("", ""), ForAll.class).loginOfContainer(PAYARA))
                    .isEqualTo(LoginConfig.NONE);
        }
    }

    @Nested
    @DisplayName("ask for more")
    class Constraints {

        @Test
        void inFragments() throws IOException {
            WebDescriptor descriptor = descriptor(webXml("", ""), fragment("a", CONFIDENTIAL));

            assertThat(descriptor.needsTls("/passkeys/login")).isTrue();
            assertThat(descriptor(webXml("", PROTECTED)).needsTls("/passkeys/login"))
                    .isFalse();
        }

        @Test
        void ofAPostThanOfAGet() throws IOException {
            String post = PROTECTED.replace("</url-pattern>", "</url-pattern><http-method>POST</http-method>");

            assertThat(descriptor(webXml("", ""), fragment("a", post)).asksTheSameOfGet("POST", "/user/a"))
                    .isFalse();
            assertThat(descriptor(webXml("", PROTECTED)).asksTheSameOfGet("POST", "/user/a"))
                    .isTrue();
            assertThat(descriptor(webXml("", ""), ForUsers.class).asksTheSameOfGet("POST", "/x"))
                    .isTrue();
            assertThat(descriptor(webXml("", ""), ForPost.class).asksTheSameOfGet("POST", "/x"))
                    .isFalse();
        }

        @Test
        void whereTheyCannotBeRead() throws IOException {
            WebDescriptor descriptor = descriptor("<web-app><security-constraint>");

            assertThat(descriptor.needsTls("/passkeys/login")).isTrue();
            assertThat(descriptor.asksTheSameOfGet("POST", "/a")).isFalse();
        }
    }

    @Test
    void areReadOnce() throws IOException {
        List<String> read = new ArrayList<>();
        ServletContext context = context(webXml("", BASIC), List.of(), List.of(), read);

        assertThat(WebDescriptor.of(context)).isSameAs(WebDescriptor.of(context));
        assertThat(read).doesNotHaveDuplicates().contains("/WEB-INF/web.xml", "/WEB-INF/jboss-web.xml");
    }

    @ServletSecurity(@HttpConstraint(rolesAllowed = "user"))
    static class ForUsers extends HttpServlet {

        private static final long serialVersionUID = 1L;
    }

    @ServletSecurity(@HttpConstraint)
    static class ForAll extends HttpServlet {

        private static final long serialVersionUID = 1L;
    }

    @ServletSecurity(httpMethodConstraints = @HttpMethodConstraint(value = "POST", rolesAllowed = "boss"))
    static class ForPost extends HttpServlet {

        private static final long serialVersionUID = 1L;
    }

    record Fragment(String place, String name, String content) {}

    private static Fragment fragment(String name, String content) {
        return new Fragment("app/WEB-INF/lib/" + name, name, content);
    }

    private static String webXml(String attributes, String content) {
        return "<web-app" + attributes + ">" + content + "</web-app>";
    }

    private WebDescriptor descriptor(@Nullable String webXml, Fragment... fragments) throws IOException {
        return WebDescriptor.of(context(webXml, List.of(fragments), List.of(), new ArrayList<>()));
    }

    private WebDescriptor descriptor(String webXml, Class<?> servlet) throws IOException {
        return WebDescriptor.of(context(webXml, List.of(), List.of(servlet), new ArrayList<>()));
    }

    private ServletContext context(
            @Nullable String webXml, List<Fragment> fragments, List<Class<?>> servlets, List<String> read)
            throws IOException {
        List<URL> places = new ArrayList<>();
        Path application = Files.createTempDirectory(directory, "application");
        for (Fragment fragment : fragments) {
            Path place = Files.createDirectories(application.resolve(fragment.place()));
            String name = fragment.name().isEmpty() ? "" : "<name>" + fragment.name() + "</name>";
            Files.writeString(
                    Files.createDirectories(place.resolve("META-INF")).resolve("web-fragment.xml"),
                    "<web-fragment>" + name + fragment.content() + "</web-fragment>");
            places.add(place.toUri().toURL());
        }
        ClassLoader loader = new URLClassLoader(places.toArray(URL[]::new), WebDescriptorTest.class.getClassLoader()) {
            @Override
            public java.util.Enumeration<URL> getResources(String name) throws IOException {
                return findResources(name);
            }
        };
        Map<Object, Object> attributes = new HashMap<>();
        return (ServletContext) Proxy.newProxyInstance(
                WebDescriptorTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getContextPath" -> "/app";
                    case "getClassLoader" -> loader;
                    case "getAttribute" -> attributes.get(arguments[0]);
                    case "setAttribute" -> attributes.put(arguments[0], arguments[1]);
                    case "getResourceAsStream" -> {
                        read.add(String.valueOf(arguments[0]));
                        yield "/WEB-INF/web.xml".equals(arguments[0]) ? stream(webXml) : null;
                    }
                    case "getServletRegistrations" -> registrations(servlets);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static @Nullable InputStream stream(@Nullable String text) {
        return text == null
                ? null
                : new java.io.ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Map<String, ServletRegistration> registrations(Collection<Class<?>> servlets) {
        Map<String, ServletRegistration> all = new HashMap<>();
        for (Class<?> servlet : servlets) {
            all.put(servlet.getName(), (ServletRegistration) Proxy.newProxyInstance(
                    WebDescriptorTest.class.getClassLoader(),
                    new Class<?>[] {ServletRegistration.class},
                    (self, method, arguments) -> method.getName().equals("getClassName") ? servlet.getName() : null));
        }
        return all;
    }
}
