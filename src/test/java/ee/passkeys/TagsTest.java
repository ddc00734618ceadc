// SPDX-License-Identifier: Apache-2.0
package ee.passkeys;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** Tags say what a test needs, so that a run can leave it out. */
@AnalyzeClasses(packages = "ee.passkeys", importOptions = ImportOption.OnlyIncludeTests.class)
@DisplayName("Tags")
class TagsTest {

    private static final String BROWSER = "ee.passkeys.it.Browser";

    private static final DescribedPredicate<JavaClass> TESTS_OF_SERVERS = DescribedPredicate.describe(
            "are tests",
            type -> type.getSimpleName().endsWith("IT") && !type.getModifiers().contains(JavaModifier.ABSTRACT));

    @ArchTest
    static final ArchRule SERVER = classes()
            .that()
            .resideInAPackage("ee.passkeys.it..")
            .and(TESTS_OF_SERVERS)
            .should(haveTag("server"));

    @ArchTest
    static final ArchRule OPERATIONS = classes()
            .that()
            .resideInAPackage("ee.passkeys.operations..")
            .and(TESTS_OF_SERVERS)
            .should(haveTag("operations"));

    @ArchTest
    static final ArchRule CLUSTER = classes()
            .that(TESTS_OF_SERVERS)
            .and()
            .haveSimpleNameEndingWith("ClusterIT")
            .should(haveTag("cluster"));

    @ArchTest
    static final ArchRule BROWSERS = classes()
            .that(TESTS_OF_SERVERS)
            .and(DescribedPredicate.describe(
                    "use a browser",
                    type -> type.getDirectDependenciesFromSelf().stream()
                            .anyMatch(use -> use.getTargetClass().getName().equals(BROWSER))))
            .should(haveTag("browser"));

    @ArchTest
    static final ArchRule DATABASE = classes()
            .that()
            .haveNameMatching(".*On(MariaDb|Postgresql|Servers)Test")
            .should(haveTag("database"));

    private static ArchCondition<JavaClass> haveTag(String tag) {
        return new ArchCondition<>("have the tag " + tag) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                List<String> tags = Stream.<Class<?>>iterate(type.reflect(), each -> each != null, Class::getSuperclass)
                        .flatMap(each -> Stream.of(each.getDeclaredAnnotationsByType(Tag.class)))
                        .map(Tag::value)
                        .toList();
                if (!tags.contains(tag)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " needs @Tag(\"" + tag + "\")"));
                }
            }
        };
    }
}
