// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.Pom;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The POM beside the jars in a repository, which is made from that of the project. */
@DisplayName("The POM that is published")
class PublishedPomIT {

    private static Pom project;
    private static Pom published;

    @BeforeAll
    static void read() throws Exception {
        project = Pom.of(Path.of("pom.xml"));
        published = Pom.of(Built.pom());
    }

    @ParameterizedTest
    @MethodSource("ee.passkeys.testkit.Pom#metadata")
    void tellsWhatThatOfTheProjectTells(String element) throws Exception {
        assertThat(published.text(element)).isNotBlank().isEqualTo(project.text(element));
    }

    @ParameterizedTest
    @ValueSource(strings = {"groupId", "artifactId", "version"})
    void isFoundUnderTheSameCoordinates(String element) throws Exception {
        assertThat(published.text(element)).isNotBlank().isEqualTo(project.text(element));
    }

    /** No repository has the parents. */
    @ParameterizedTest
    @ValueSource(strings = {"parent", "build", "profiles", "repositories", "dependencies/dependency[scope='test']"})
    void hasNone(String element) throws Exception {
        assertThat(published.count(element)).isZero();
    }

    /** A project that depends on the plain jar gets no library that it did not ask for, and no version by a property. */
    @Test
    void hasLibrariesOfFixedVersionsThatAreOptional() throws Exception {
        assertThat(published.count("dependencies/dependency")).isPositive();
        assertThat(published.count("dependencies/dependency[not(optional='true' or scope='provided')]"))
                .isZero();
        assertThat(published.count(
                        "dependencies/dependency[not(version) or contains(version, '$') or contains(version, ',')]"))
                .isZero();
    }
}
