// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import com.google.common.base.Suppliers;
import ee.passkeys.server.Soteria;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.value.OfPasskeys;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds the authentication mechanism of the application, so that its own sign-in keeps working.
 *
 * <p>Its beans are looked up by the bean manager: an {@code Instance} would leave out all that are no alternatives, because what gives ours
 * is one. There is no proxy before it, because every request asks.
 */
@Dependent
public class ApplicationMechanism {

    /** What logins by an OpenID provider are called. */
    static final String OPENID = "openid";

    private final BeanManager beans;

    /** Looked up once: beans stay what they are as long as the application runs, and every request asks. */
    private final Supplier<Optional<Bean<?>>> bean;

    private final Supplier<Optional<HttpAuthenticationMechanism>> mechanism;

    @Inject
    ApplicationMechanism(BeanManager beans) {
        this.beans = beans;
        this.bean = Suppliers.memoize(this::lookUp);
        this.mechanism = Suppliers.memoize(() -> bean().map(this::reference));
    }

    /**
     * Whether the host has a mechanism of its own.
     *
     * @return false where it has {@code login-config} in its {@code web.xml}, or no login at all
     */
    public boolean isThere() {
        return bean().isPresent();
    }

    /**
     * The name of the host's mechanism.
     *
     * @return its class, such as {@code com.example.ShopLogin}; empty when the host has none
     */
    public Optional<String> name() {
        return bean().map(ApplicationMechanism::name);
    }

    /**
     * The mechanism that the container takes in place of ours.
     *
     * @return its class; empty when the container takes ours, as it should
     */
    public Optional<String> inOurPlace() {
        Bean<?> taken = beans.resolve(beans.getBeans(HttpAuthenticationMechanism.class));
        return Optional.ofNullable(taken).filter(bean -> !isOurs(bean)).map(ApplicationMechanism::name);
    }

    /**
     * Whether the container asks mechanisms by Soteria, and nothing of the host's own chooses among them.
     *
     * @return false also where the container has no mechanisms
     */
    public boolean isAskedBySoteria() {
        return isOfSoteria(SecurityContext.class)
                && (handler().isEmpty() || isOfSoteria(handler().get()));
    }

    private boolean isOfSoteria(Class<?> type) {
        Bean<?> bean = beans.resolve(beans.getBeans(type, Any.Literal.INSTANCE));
        return bean != null && Soteria.has(bean.getBeanClass());
    }

    /** Chooses among mechanisms since Jakarta Security 4. */
    private static Optional<Class<?>> handler() {
        try {
            return Optional.of(Class.forName(
                    HttpAuthenticationMechanism.class.getName() + "Handler",
                    false,
                    HttpAuthenticationMechanism.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /** The host's mechanism with its interceptors, or empty when the host has none. */
    Optional<HttpAuthenticationMechanism> find() {
        return mechanism.get();
    }

    /** What its logins are called: {@code password}, unless it plainly is of another kind. */
    String method() {
        return isOpenId() ? OPENID : LoginRecord.PASSWORD;
    }

    /** Whether callers come with a token of OpenID Connect. */
    boolean isOpenId() {
        return bean().stream()
                .flatMap(bean -> bean.getTypes().stream())
                .anyMatch(type -> type.getTypeName().contains("OpenId"));
    }

    /** Whether it is the container's own for BASIC, which looks at the password of every request and at nothing else. */
    boolean isBasic() {
        return bean().stream()
                .flatMap(bean -> bean.getTypes().stream())
                .map(Type::getTypeName)
                .anyMatch(Soteria::isBasic);
    }

    /** The container makes some from annotations: the class of such a bean is the container's, its type tells more. */
    private static String name(Bean<?> bean) {
        return bean.getTypes().stream()
                .filter(type -> type instanceof Class<?> known
                        && HttpAuthenticationMechanism.class.isAssignableFrom(known)
                        && known != HttpAuthenticationMechanism.class)
                .map(Type::getTypeName)
                .filter(type -> !type.equals(bean.getBeanClass().getTypeName()))
                .findFirst()
                .orElse(bean.getBeanClass().getTypeName());
    }

    private Optional<Bean<?>> bean() {
        return bean.get();
    }

    private HttpAuthenticationMechanism reference(Bean<?> known) {
        return (HttpAuthenticationMechanism)
                beans.getReference(known, HttpAuthenticationMechanism.class, beans.createCreationalContext(known));
    }

    private static boolean isOurs(Bean<?> bean) {
        return bean.getBeanClass().isAnnotationPresent(OfPasskeys.class);
    }

    private Optional<Bean<?>> lookUp() {
        Set<Bean<?>> others = new HashSet<>(beans.getBeans(HttpAuthenticationMechanism.class, Any.Literal.INSTANCE));
        others.removeIf(ApplicationMechanism::isOurs);
        return others.isEmpty() ? Optional.empty() : Optional.ofNullable(beans.resolve(others));
    }
}
