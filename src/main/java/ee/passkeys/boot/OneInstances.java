// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.value.OneInstance;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Adds the beans of one instance that the container does not find by their stereotype. WildFly looks for stereotypes in what is deployed alone:
 * of a WAR in an EAR it finds none.
 */
public final class OneInstances implements Extension {

    /** By name, because most are seen in their package only. */
    private static final List<String> TYPES = List.of(
            "ee.passkeys.action.EnrollmentAction",
            "ee.passkeys.action.StepUpAction",
            "ee.passkeys.application.ApplicationHandler",
            "ee.passkeys.application.IdentityStoreGroups",
            "ee.passkeys.authorization.GroupParity",
            "ee.passkeys.authorization.OriginGroups",
            "ee.passkeys.authorization.PasswordPolicy",
            "ee.passkeys.authorization.RolloutLevel",
            "ee.passkeys.boot.RequestAddress",
            "ee.passkeys.mechanism.PasskeyLogin",
            "ee.passkeys.mechanism.RecordedSignInFacts",
            "ee.passkeys.mechanism.RecordedSignInReport",
            "ee.passkeys.mechanism.Shortfall",
            "ee.passkeys.mechanism.SignInRule",
            "ee.passkeys.mechanism.TokenGroups",
            "ee.passkeys.metrics.Health",
            "ee.passkeys.metrics.Metrics",
            "ee.passkeys.rest.AdminResource",
            "ee.passkeys.rest.AuditResource",
            "ee.passkeys.rest.AuthenticationResource",
            "ee.passkeys.rest.CallerContext",
            "ee.passkeys.rest.CredentialsResource",
            "ee.passkeys.rest.Devices",
            "ee.passkeys.rest.DoctorResource",
            "ee.passkeys.rest.EnrollmentResource",
            "ee.passkeys.rest.FiguresResource",
            "ee.passkeys.rest.HealthResource",
            "ee.passkeys.rest.KeysResource",
            "ee.passkeys.rest.MetricsResource",
            "ee.passkeys.rest.RateLimits",
            "ee.passkeys.rest.RecoveryResource",
            "ee.passkeys.rest.RegistrationResource",
            "ee.passkeys.rest.SessionResource",
            "ee.passkeys.rest.SettingsResource",
            "ee.passkeys.rest.TokenResource",
            "ee.passkeys.rest.WrongAddresses");

    private final Set<Class<?>> found = new HashSet<>();

    /** Made by the container. */
    public OneInstances() {}

    /**
     * Returns the types that are added.
     *
     * @return the names of all classes with the stereotype
     */
    public static List<String> types() {
        return TYPES;
    }

    void note(@Observes @WithAnnotations(OneInstance.class) ProcessAnnotatedType<?> event) {
        found.add(event.getAnnotatedType().getJavaClass());
    }

    void addOthers(@Observes AfterTypeDiscovery event) {
        TYPES.stream()
                .map(OneInstances::load)
                .filter(type -> !found.contains(type))
                .forEach(type -> event.addAnnotatedType(type, type.getName()));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, OneInstances.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the jar is not complete", e);
        }
    }
}
