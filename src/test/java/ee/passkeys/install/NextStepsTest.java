// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Documentation;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextStepsTest {

    @ParameterizedTest
    @ValueSource(strings = {"jsp", "xhtml", "html"})
    void sayForALoginPageWhatTheReadmeSays(String kind) {
        String steps = NextSteps.of("shop").stream().map(String::strip).collect(Collectors.joining("\n"));

        assertThat(steps).contains(Documentation.loginPage(kind));
    }
}
