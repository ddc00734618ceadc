// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import java.util.Comparator;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Lets test classes that take their archive from one place stand together, so that it is deployed once. No test may count on it. */
public final class ByArchive implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.comparing((ClassDescriptor each) -> placeOfArchive(each.getTestClass()))
                        .thenComparing(each -> each.getTestClass().getName()));
    }

    private static String placeOfArchive(Class<?> test) {
        return Stream.<Class<?>>iterate(test, type -> type != null, Class::getSuperclass)
                .filter(ByArchive::hasArchive)
                .findFirst()
                .<Class<?>>map(place -> place)
                .orElse(test)
                .getName();
    }

    private static boolean hasArchive(Class<?> type) {
        return Stream.of(type.getDeclaredMethods()).anyMatch(method -> method.isAnnotationPresent(Deployment.class));
    }
}
