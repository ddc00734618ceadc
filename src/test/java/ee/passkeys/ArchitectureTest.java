// SPDX-License-Identifier: Apache-2.0
package ee.passkeys;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import ee.passkeys.testkit.CodeBlock;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house rules: which room may import which, and which rooms alone may touch a foreign library. */
@AnalyzeClasses(packages = "ee.passkeys", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** The floor of every room. A room imports rooms on lower floors only, never one on its own. */
    private static final Map<String, Integer> FLOOR = Map.ofEntries(
            Map.entry("value", 0),
            Map.entry("server", 0),
            Map.entry("api", 1),
            Map.entry("problem", 1),
            Map.entry("config", 1),
            Map.entry("descriptor", 1),
            Map.entry("event", 2),
            Map.entry("credential", 2),
            Map.entry("application", 2),
            Map.entry("audit", 3),
            Map.entry("mail", 3),
            Map.entry("ui", 2),
            Map.entry("metrics", 2),
            Map.entry("wellknown", 2),
            Map.entry("session", 2),
            Map.entry("ceremony", 3),
            Map.entry("policy", 3),
            Map.entry("savedrequest", 3),
            Map.entry("authorization", 4),
            Map.entry("token", 4),
            Map.entry("mechanism", 5),
            Map.entry("action", 6),
            Map.entry("doctor", 6),
            Map.entry("admin", 6),
            Map.entry("rest", 7),
            Map.entry("boot", 8),
            Map.entry("install", 9));

    @ArchTest
    static final ArchRule everyRoomImportsDownwardsOnly = classes().should(importLowerFloorsOnly());

    @ArchTest
    static final ArchRule onlyCeremonyKnowsYubico = only("com.yubico..", "ceremony");

    @ArchTest
    static final ArchRule onlyCredentialKnowsJpa = only("jakarta.persistence..", "credential");

    @ArchTest
    static final ArchRule onlySchemaKnowsLiquibase = only("liquibase..", "credential.schema");

    @ArchTest
    static final ArchRule onlyUiKnowsJsoup = only("org.jsoup..", "ui", "config");

    @ArchTest
    static final ArchRule onlyTokenKnowsNimbus = only("com.nimbusds..", "token");

    @ArchTest
    static final ArchRule onlyRestKnowsBucket4j = only("io.github.bucket4j..", "rest");

    @ArchTest
    static final ArchRule onlyMailKnowsJakartaMail = only("jakarta.mail..", "mail");

    @ArchTest
    static final ArchRule onlyRestKnowsJaxRs = only("jakarta.ws.rs..", "rest");

    @ArchTest
    static final ArchRule onlyTheDoorsKnowServlets = only(
            "jakarta.servlet..",
            "api",
            "descriptor",
            "session",
            "savedrequest",
            "authorization",
            "mechanism",
            "action",
            "doctor",
            "rest",
            "wellknown",
            "ui",
            "boot");

    @ArchTest
    static final ArchRule onlyTheDoorsKnowJakartaSecurity =
            only("jakarta.security..", "application", "session", "authorization", "mechanism", "rest", "boot");

    @ArchTest
    static final ArchRule onlyApplicationKnowsWildFly = only("org.wildfly..", "application");

    @ArchTest
    static final ArchRule installNeedsNothingButTheJdk = classes()
            .that()
            .resideInAPackage("ee.passkeys.install..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.xml.stream..",
                    "org.jspecify..",
                    "ee.passkeys.admin..",
                    "ee.passkeys.config..",
                    "ee.passkeys.doctor.cure..",
                    "ee.passkeys.server..",
                    "ee.passkeys.value..",
                    "ee.passkeys.wellknown..",
                    "ee.passkeys.install..");

    @ArchTest
    static final ArchRule curesNeedNothingButTheJdk = classes()
            .that()
            .resideInAPackage("ee.passkeys.doctor.cure..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "ee.passkeys.doctor.cure..", "ee.passkeys.server..");

    @ArchTest
    static final ArchRule serversNeedNothingButTheJdk = classes()
            .that()
            .resideInAPackage("ee.passkeys.server..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "ee.passkeys.server..");

    @ArchTest
    static final ArchRule onlyServerAsksWhichServerItIs = noClasses()
            .that()
            .resideOutsideOfPackage("ee.passkeys.server..")
            .and()
            .doNotHaveSimpleName("Doctor")
            .and()
            .doNotHaveSimpleName("PasskeysInitializer")
            .should()
            .callMethod(ServletContext.class, "getServerInfo");

    @ArchTest
    static final ArchRule adminNeedsNoServer = noClasses()
            .that()
            .resideInAPackage("ee.passkeys.admin..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "org.glassfish..", "org.wildfly..");

    /** The command line runs on a JDK: what it reaches has annotations of a server at most, which a JVM ignores. */
    @ArchTest
    static void theCommandLineOfOperatorsReachesNoServer(JavaClasses types) {
        Map<String, JavaClass> ours = new HashMap<>();
        types.forEach(type -> ours.put(type.getName(), type));
        Set<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(List.of("ee.passkeys.admin.cli.AdminCommand"));
        Set<String> ofServers = new TreeSet<>();
        while (!next.isEmpty()) {
            JavaClass type = ours.get(next.pop());
            if (type == null || !reached.add(type.getName())) {
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                next.add(target.getBaseComponentType().getName());
                if (target.getName().startsWith("jakarta.") && !target.isAnnotation()) {
                    ofServers.add(dependency.getDescription());
                }
            }
        }

        assertThat(reached).contains("ee.passkeys.admin.cli.AuditActs", "ee.passkeys.credential.sql.UserStatements");
        assertThat(ofServers).isEmpty();
    }

    @Test
    void thePageOfTheArchitectureShowsEveryRoomOnItsFloor() throws IOException {
        Map<String, Integer> shown = new HashMap<>();
        Pattern.compile("^(\\d)  (\\w+(?:  \\w+)*) {3,}\\S", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("src/site/markdown/architecture.md")))
                .results()
                .forEach(line -> Arrays.stream(line.group(2).split("  "))
                        .forEach(room -> shown.put(room, Integer.valueOf(line.group(1)))));

        assertThat(shown).isEqualTo(FLOOR);
    }

    @ArchTest
    static void thePageOfTheArchitectureNamesTypesAndMethodsThatExist(JavaClasses types) {
        String journey = CodeBlock.of(Path.of("src/site/markdown/architecture.md"))
                .get(0)
                .code();
        List<MatchResult> named = Pattern.compile(
                        "\\b(?!SecurityContext)(Admission|Authentication|(?:[A-Z][a-z]+){2,})\\b(?:\\.(\\w+))?")
                .matcher(journey)
                .results()
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(8)
                .allSatisfy(name -> assertThat(types.stream()
                                .filter(type -> type.getSimpleName().equals(name.group(1)))
                                .filter(type -> name.group(2) == null
                                        || type.getMethods().stream()
                                                .anyMatch(method ->
                                                        method.getName().equals(name.group(2)))))
                        .as(name.group())
                        .isNotEmpty());
    }

    /** It has the travelers in the order of the page about the architecture, and the paths that they take. */
    @Test
    void thePictureOfASignInShowsTheSameJourney() throws IOException {
        String journey = CodeBlock.of(Path.of("src/site/markdown/architecture.md"))
                .get(0)
                .code();
        String picture = Files.readString(Path.of("src/site/resources/images/sign-in.svg"));

        List<String> travelers = matches("<text class=\"name\"[^>]*>([^<]+)<", picture)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        assertThat(travelers).hasSize(5);
        assertThat(matches("(?m)^(\\w+) ", journey).distinct().filter(travelers::contains))
                .containsExactlyElementsOf(travelers);
        assertThat(matches("<text x[^>]*>([a-z]+/[a-z]+)<", picture))
                .hasSize(2)
                .allMatch(path -> journey.contains("POST .../" + path));
    }

    private static Stream<String> matches(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1));
    }

    /** Rooms have no cycles because of their floors; this holds the same for the types inside one. */
    @ArchTest
    static void noTypesOfARoomDependOnEachOtherInACircle(JavaClasses types) {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass type : types) {
            Set<String> used = uses.computeIfAbsent(file(type), name -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .filter(target -> !room(target).isEmpty())
                    .map(ArchitectureTest::file)
                    .forEach(used::add);
        }

        assertThat(circles(uses)).isEmpty();
    }

    /** Types that reach each other, without those whose circle is named already. */
    private static List<Set<String>> circles(Map<String, Set<String>> uses) {
        Map<String, Set<String>> reached = new TreeMap<>();
        uses.keySet().forEach(type -> reached.put(type, reachedFrom(type, uses)));
        return uses.keySet().stream()
                .map(type -> reached.get(type).stream()
                        .filter(other -> reached.getOrDefault(other, Set.of()).contains(type))
                        .collect(Collectors.toCollection(TreeSet::new)))
                .filter(circle -> circle.size() > 1)
                .distinct()
                .map(circle -> (Set<String>) circle)
                .toList();
    }

    private static Set<String> reachedFrom(String type, Map<String, Set<String>> uses) {
        Set<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(uses.get(type));
        while (!next.isEmpty()) {
            String used = next.pop();
            if (reached.add(used)) {
                next.addAll(uses.getOrDefault(used, Set.of()));
            }
        }
        return reached;
    }

    /** The type that a file is named by. */
    private static String file(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static ArchCondition<JavaClass> importLowerFloorsOnly() {
        return new ArchCondition<>("import rooms on lower floors only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String from = room(type);
                    String to = room(dependency.getTargetClass());
                    if (!to.isEmpty() && !from.equals(to) && floor(from) <= floor(to)) {
                        events.add(violated(type, from + " may not import " + to + ": " + dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static ArchRule only(String library, String... rooms) {
        String[] allowed =
                Arrays.stream(rooms).map(room -> "ee.passkeys." + room + "..").toArray(String[]::new);
        return noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    /** Room of a class of ours, or the empty string for a class of anyone else. */
    private static String room(JavaClass type) {
        List<String> path = List.of(type.getPackageName().split("\\."));
        return path.size() > 2 && path.subList(0, 2).equals(List.of("ee", "passkeys")) ? path.get(2) : "";
    }

    private static int floor(String room) {
        Integer floor = FLOOR.get(room);
        if (floor == null) {
            throw new AssertionError("Room '" + room + "' has no floor: add it to ArchitectureTest.FLOOR.");
        }
        return floor;
    }
}
