// SPDX-License-Identifier: Apache-2.0
package ee.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import ee.passkeys.boot.OneInstances;
import ee.passkeys.value.OfPasskeys;
import ee.passkeys.value.OneInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Beans of ours")
class BeansTest {

    /** What only the container has beans of. */
    private static final Set<Class<?>> CONTAINERS = Set.of(
            Instance.class,
            Event.class,
            BeanManager.class,
            InjectionPoint.class,
            RequestContextController.class,
            SecurityContext.class);

    /** The container looks the mechanism up without a qualifier. */
    private static final String LOOKED_UP =
            "MechanismProducer.mechanism: jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism";

    @Test
    void answerNoLookupOfATypeThatIsNotOurs() {
        List<String> leaks = new ArrayList<>();
        for (Class<?> bean : beans()) {
            leaks.addAll(leaks(bean, bean, bean.getSimpleName()));
            for (Method producer : producers(bean)) {
                leaks.addAll(
                        leaks(producer, producer.getReturnType(), bean.getSimpleName() + "." + producer.getName()));
            }
        }

        assertThat(leaks).containsExactly(LOOKED_UP);
    }

    @Test
    void takeNoBeanOfTheApplicationForOneOfOurs() {
        List<String> unqualified = new ArrayList<>();
        for (Class<?> bean : beans()) {
            for (Field field : bean.getDeclaredFields()) {
                if (field.isAnnotationPresent(Inject.class) && isOpen(field, field.getType())) {
                    unqualified.add(field.toString());
                }
            }
            for (Executable injected : injected(bean)) {
                for (Parameter parameter : injected.getParameters()) {
                    if (isOpen(parameter, parameter.getType())) {
                        unqualified.add(injected + ": " + parameter.getType().getName());
                    }
                }
            }
        }

        assertThat(unqualified).isEmpty();
    }

    @Test
    void ofOneInstanceAreAddedWhereTheContainerFindsNoStereotypes() {
        assertThat(OneInstances.types())
                .containsExactlyInAnyOrderElementsOf(beans().stream()
                        .filter(bean -> bean.isAnnotationPresent(OneInstance.class))
                        .map(Class::getName)
                        .toList());
    }

    private static List<Class<?>> beans() {
        List<Class<?>> beans = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("ee.passkeys").stream()
                        .filter(type -> !type.getPackageName().startsWith("ee.passkeys.demo"))
                        .filter(BeansTest::isBean)
                        .map(JavaClass::reflect)
                        .toList();
        assertThat(beans).hasSizeGreaterThan(20);
        return beans;
    }

    /** Asks no class, because some can only be loaded on some servers. */
    private static boolean isBean(JavaClass type) {
        return Stream.of(ApplicationScoped.class, RequestScoped.class, Dependent.class, OneInstance.class)
                .anyMatch(type::isAnnotatedWith);
    }

    private static List<Method> producers(Class<?> bean) {
        return Stream.of(bean.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Produces.class))
                .toList();
    }

    private static List<Executable> injected(Class<?> bean) {
        return Stream.concat(Stream.of(bean.getDeclaredConstructors()), Stream.of(bean.getDeclaredMethods()))
                .filter(part -> part.isAnnotationPresent(Inject.class)
                        || part.isAnnotationPresent(Produces.class)
                        || Arrays.stream(part.getParameters())
                                .anyMatch(parameter -> parameter.isAnnotationPresent(Observes.class)))
                .toList();
    }

    /** Everything is an {@code Object}; nobody looks that up. */
    private static List<String> leaks(AnnotatedElement bean, Class<?> type, String name) {
        if (bean.isAnnotationPresent(OfPasskeys.class)) {
            return List.of();
        }
        Typed typed = bean.getAnnotation(Typed.class);
        return (typed == null ? closure(type, new HashSet<>()).stream() : Stream.of(typed.value()))
                .filter(found -> found != Object.class && !isOurs(found))
                .map(found -> name + ": " + found.getName())
                .toList();
    }

    private static Set<Class<?>> closure(Class<?> type, Set<Class<?>> found) {
        found.add(type);
        if (type.getSuperclass() != null) {
            closure(type.getSuperclass(), found);
        }
        for (Class<?> each : type.getInterfaces()) {
            closure(each, found);
        }
        return found;
    }

    private static boolean isOpen(AnnotatedElement place, Class<?> type) {
        return !place.isAnnotationPresent(OfPasskeys.class)
                && !place.isAnnotationPresent(Observes.class)
                && !place.isAnnotationPresent(Disposes.class)
                && !isOurs(type)
                && !CONTAINERS.contains(type);
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("ee.passkeys.");
    }
}
