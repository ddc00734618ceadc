// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Documentation;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextStepsTest {

    /** Most who add the jar to a WAR cannot change its pages. */
    @Test
    void nameTheSettingBeforeTheLinesForAPage() {
        List<String> steps = NextSteps.of("shop");

        assertThat(
                        steps.indexOf(
                                "For a button on your own login page, set passkeys.enhance-login-form=on, or add these lines to the page:"))
                .isPositive()
                .isLessThan(steps.indexOf("  JSP:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsp", "xhtml", "html"})
    void sayForALoginPageWhatTheReadmeSays(String kind) {
        String steps = NextSteps.of("shop").stream().map(String::strip).collect(Collectors.joining("\n"));

        assertThat(steps).contains(Documentation.loginPage(kind));
    }
}
