// SPDX-License-Identifier: Apache-2.0
package ee.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Pom;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Maven Central asks of a POM, and what a release asks of it and of the changes. */
@DisplayName("The POM")
class PomTest {

    private static Pom pom;

    @BeforeAll
    static void readPom() throws Exception {
        pom = Pom.of(Path.of("pom.xml"));
    }

    @ParameterizedTest
    @MethodSource("ee.passkeys.testkit.Pom#metadata")
    void tells(String element) throws Exception {
        assertThat(text(element)).isNotBlank();
    }

    @Test
    void fixesTheTimeInTheFiles() throws Exception {
        assertThat(text("properties/project.build.outputTimestamp")).isNotBlank();
    }

    /** One replacement fills all of them in. */
    @Test
    void hasOneAddressInAllPlaces() throws Exception {
        String address = text("url");

        assertThat(text("scm/url")).isEqualTo(address);
        assertThat(text("scm/connection")).isEqualTo("scm:git:" + address + ".git");
        assertThat(text("scm/developerConnection")).isEqualTo("scm:git:" + address + ".git");
        assertThat(text("issueManagement/url")).isEqualTo(address + "/issues");
        assertThat(text("organization/url")).isEqualTo(address);
        assertThat(text("developers/developer/organizationUrl")).isEqualTo(address);
    }

    @Test
    void isOfAVersionThatTheChangesTellOf() throws Exception {
        String version = text("version");
        String section = version.endsWith("-SNAPSHOT")
                ? Pattern.quote("[Unreleased]")
                : Pattern.quote("[" + version + "]") + " - 2\\d{3}-\\d{2}-\\d{2}";

        assertThat(Path.of("src/site/markdown/changes.md")).content().containsPattern("(?m)^## " + section + "$");
    }

    /** It has a POM of its own, which the build of the project does not read. */
    @Test
    void agreesWithThatOfTheFeaturePack() throws Exception {
        Pom pack = Pom.of(Path.of("src/feature-pack/pom.xml"));

        for (String element : List.of(
                "version",
                "url",
                "scm/url",
                "scm/connection",
                "scm/developerConnection",
                "issueManagement/url",
                "developers/developer/name",
                "licenses/license/name",
                "properties/project.build.outputTimestamp",
                "properties/version.wildfly")) {
            assertThat(pack.text(element)).as(element).isEqualTo(text(element));
        }
    }

    private static String text(String path) throws Exception {
        return pom.text(path);
    }
}
