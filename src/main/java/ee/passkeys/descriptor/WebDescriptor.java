// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.descriptor;

import com.google.common.base.Suppliers;
import ee.passkeys.server.ContainerLogin;
import ee.passkeys.value.ApplicationLog;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;

/**
 * Merges {@code web.xml}, the {@code web-fragment.xml} of the application's libraries, {@code @ServletSecurity} and the default of the
 * container.
 *
 * <p>Constraints that ask for more are taken from every fragment, also from one that an ordering leaves out: too much is asked for then.
 *
 * @see <a href="https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#annotations-and-pluggability">Jakarta Servlet, 8</a>
 */
public final class WebDescriptor {

    private static final System.Logger LOG = ApplicationLog.of(WebDescriptor.class);
    private static final String ATTRIBUTE = "ee.passkeys.descriptor";
    private static final String WEB_XML = "/WEB-INF/web.xml";
    private static final String FRAGMENT = "META-INF/web-fragment.xml";
    private static final String LIBRARIES = "/WEB-INF/lib/";

    private final DescriptorFile main;
    private final List<DescriptorFile> counting;
    private final List<SecurityConstraint> constraints;
    private final boolean readable;
    private final ServerDescriptors ofServers;
    private final Supplier<ServletAnnotations> annotations;

    private WebDescriptor(DescriptorFile main, List<Fragment> fragments, boolean readable, ServletContext context) {
        this.main = main;
        this.counting = fragments.stream()
                .filter(Fragment::ofApplication)
                .map(Fragment::file)
                .filter(main::takes)
                .toList();
        this.constraints = Stream.concat(Stream.of(main), fragments.stream().map(Fragment::file))
                .flatMap(file -> file.constraints().stream())
                .toList();
        this.readable = readable;
        this.ofServers = ServerDescriptors.of(context);
        this.annotations = Suppliers.memoize(() -> ServletAnnotations.of(context));
    }

    /**
     * Returns the descriptor of an application.
     *
     * @param context the application
     * @return what was read when it was asked for first
     */
    public static WebDescriptor of(ServletContext context) {
        synchronized (WebDescriptor.class) {
            if (context.getAttribute(ATTRIBUTE) instanceof WebDescriptor known) {
                return known;
            }
            WebDescriptor read = read(context);
            context.setAttribute(ATTRIBUTE, read);
            return read;
        }
    }

    /**
     * Returns the {@code login-config} of {@code web.xml}, else that of a fragment.
     *
     * @return {@link LoginConfig#NONE} where none says anything
     */
    public LoginConfig login() {
        return Stream.concat(Stream.of(main), counting.stream())
                .flatMap(file -> file.login().stream())
                .findFirst()
                .orElse(LoginConfig.NONE);
    }

    /**
     * Returns how the container authenticates users without a mechanism. Payara and GlassFish use BASIC with their default realm where pages are
     * protected and no descriptor has a {@code login-config}. Called when the application has started.
     *
     * @param container how the server performs a login
     * @return {@link LoginConfig#NONE} where the container has no way
     */
    public LoginConfig loginOfContainer(ContainerLogin container) {
        LoginConfig said = login();
        return said.method() == LoginConfig.Method.NONE && container.asksByBasicByDefault() && needsCallers()
                ? LoginConfig.BY_DEFAULT
                : said;
    }

    /**
     * Tells whether the constraints for a GET are those for another method. Called when the application has started.
     *
     * @param method method of the other request
     * @param path path within the application, decoded
     * @return false also where it cannot be found out
     */
    public boolean asksTheSameOfGet(String method, String path) {
        return readable
                && constraints.stream().noneMatch(one -> one.tellsApart("GET", method, path))
                && annotations.get().treatMethodsAlike();
    }

    /**
     * Tells whether a path requires TLS.
     *
     * @param path path within the application, decoded
     * @return true also where it cannot be found out
     */
    public boolean needsTls(String path) {
        return !readable || constraints.stream().anyMatch(one -> one.secure() && one.matches(path));
    }

    /**
     * Returns the security domain on WildFly.
     *
     * @return what {@code jboss-web.xml} names, if anything
     */
    public Optional<String> securityDomain() {
        return ofServers.securityDomain();
    }

    /**
     * Tells whether a descriptor of a server, such as {@code payara-web.xml}, gives a user of a name a role.
     *
     * @param name of a user, in any spelling
     * @return true also where a descriptor cannot be read
     */
    public boolean givesRoleTo(String name) {
        return ofServers.giveRoleTo(name);
    }

    private boolean needsCallers() {
        return Stream.concat(Stream.of(main), counting.stream())
                        .flatMap(file -> file.constraints().stream())
                        .anyMatch(SecurityConstraint::forCallers)
                || (!main.complete() && annotations.get().needCallers());
    }

    private static WebDescriptor read(ServletContext context) {
        DescriptorFile main = DescriptorFile.NONE;
        List<Fragment> fragments = new ArrayList<>();
        try {
            try (InputStream xml = context.getResourceAsStream(WEB_XML)) {
                main = xml == null ? DescriptorFile.NONE : DescriptorReader.read(xml);
            }
            for (URL fragment : Collections.list(context.getClassLoader().getResources(FRAGMENT))) {
                try (InputStream xml = fragment.openStream()) {
                    fragments.add(new Fragment(
                            DescriptorReader.read(xml), fragment.toString().contains(LIBRARIES)));
                }
            }
            return new WebDescriptor(main, fragments, true, context);
        } catch (IOException | XMLStreamException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The descriptors of " + context.getContextPath()
                            + " cannot be read, so passkeys require https and no POST is saved during a sign-in",
                    e);
            return new WebDescriptor(main, fragments, false, context);
        }
    }

    /**
     * A fragment.
     *
     * @param file what it says
     * @param ofApplication whether it is of a library of the application, and not of the server
     */
    private record Fragment(DescriptorFile file, boolean ofApplication) {}
}
