// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the mechanism that the host would have without us, so that its own sign-in goes on as it was.
 *
 * <p>Its beans are looked up by the bean manager: an {@code Instance} would leave out all that are no alternatives, because ours is one.
 */
@ApplicationScoped
public class HostMechanism {

    private final BeanManager beans;

    /** Made by the container, which needs it for its proxy. */
    @SuppressWarnings("NullAway") // a proxy has no state
    protected HostMechanism() {
        this.beans = null;
    }

    @Inject
    HostMechanism(BeanManager beans) {
        this.beans = beans;
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
        return bean().map(HostMechanism::name);
    }

    /**
     * The mechanism that the container takes in place of ours.
     *
     * @return its class; empty when the container takes ours, as it should
     */
    public Optional<String> inOurPlace() {
        Bean<?> taken = beans.resolve(beans.getBeans(HttpAuthenticationMechanism.class));
        return Optional.ofNullable(taken)
                .filter(bean -> bean.getBeanClass() != PasskeyAuthenticationMechanism.class)
                .map(HostMechanism::name);
    }

    /** The host's mechanism with its interceptors, or empty when the host has none. */
    Optional<HttpAuthenticationMechanism> find() {
        return bean().map(bean -> (HttpAuthenticationMechanism)
                beans.getReference(bean, HttpAuthenticationMechanism.class, beans.createCreationalContext(bean)));
    }

    /** What its logins are called: {@code password}, unless it plainly is of another kind. */
    String method() {
        boolean openId = bean().stream()
                .flatMap(bean -> bean.getTypes().stream())
                .anyMatch(type -> type.getTypeName().contains("OpenId"));
        return openId ? "openid" : LoginRecord.PASSWORD;
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
        Set<Bean<?>> others = new HashSet<>(beans.getBeans(HttpAuthenticationMechanism.class, Any.Literal.INSTANCE));
        others.removeIf(bean -> bean.getBeanClass() == PasskeyAuthenticationMechanism.class);
        return others.isEmpty() ? Optional.empty() : Optional.ofNullable(beans.resolve(others));
    }
}
