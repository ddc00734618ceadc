// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.virtualauthenticator.HasVirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;

/** Performs {@link VirtualAuthenticator}. */
final class VirtualAuthenticatorExtension
        implements BeforeTestExecutionCallback, AfterTestExecutionCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(VirtualAuthenticatorExtension.class);

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        ofTest(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Authenticator.class
                && (parameter.isAnnotated(VirtualAuthenticator.class)
                        || annotation(context).isPresent());
    }

    @Override
    public Authenticator resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter
                .findAnnotation(VirtualAuthenticator.class)
                .map(own -> plugIn(own, context))
                .or(() -> ofTest(context))
                .orElseThrow();
    }

    /** The browser may be closed already. */
    @Override
    public void afterTestExecution(ExtensionContext context) {
        for (Authenticator each : plugged(context)) {
            try {
                each.unplug();
            } catch (WebDriverException e) {
                context.publishReportEntry("An authenticator could not be removed", String.valueOf(e.getMessage()));
            }
        }
    }

    /** The one of the method or the class, which parameters need before the test begins. */
    private static Optional<Authenticator> ofTest(ExtensionContext context) {
        return annotation(context)
                .map(wanted -> store(context)
                        .getOrComputeIfAbsent(
                                Authenticator.class, key -> plugIn(wanted, context), Authenticator.class));
    }

    private static Optional<VirtualAuthenticator> annotation(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), VirtualAuthenticator.class)
                .or(() -> AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), VirtualAuthenticator.class, context.getEnclosingTestClasses()));
    }

    private static Authenticator plugIn(VirtualAuthenticator wanted, ExtensionContext context) {
        Authenticator plugged = Authenticator.plugInto(
                browser(context),
                new VirtualAuthenticatorOptions()
                        .setTransport(wanted.transport())
                        .setHasResidentKey(wanted.keepsPasskeys())
                        .setHasUserVerification(wanted.canVerify())
                        .setIsUserVerified(wanted.verifies()));
        plugged(context).push(plugged);
        return plugged;
    }

    private static HasVirtualAuthenticator browser(ExtensionContext context) {
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            for (Field field : fields(instance.getClass())) {
                if (read(field, instance).orElse(null) instanceof HasVirtualAuthenticator browser) {
                    return browser;
                }
            }
        }
        throw new ExtensionConfigurationException("@VirtualAuthenticator needs a field of "
                + context.getRequiredTestClass().getName()
                + " that holds a WebDriver with virtual authenticators, such as ChromeDriver, when the test begins.");
    }

    /** What a subclass has comes first. */
    private static List<Field> fields(Class<?> test) {
        return ReflectionSupport.findFields(test, field -> true, HierarchyTraversalMode.BOTTOM_UP);
    }

    private static Optional<Object> read(Field field, Object instance) {
        return ReflectionSupport.tryToReadFieldValue(field, instance).toOptional();
    }

    /** Those of one test, the last one first. */
    @SuppressWarnings("unchecked")
    private static Deque<Authenticator> plugged(ExtensionContext context) {
        return store(context).getOrComputeIfAbsent(Deque.class, key -> new ArrayDeque<Authenticator>(), Deque.class);
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
