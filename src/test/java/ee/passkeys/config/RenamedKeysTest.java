// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenamedKeysTest {

    private static final String FAILING = "passkeys.on-invalid-settings";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "graft | enhance-login-form",
                "graft.form | enhance-login-form.selector",
                "parity | groups.parity",
                "change-with | manage.requires",
                "recent-sign-in | manage.max-age",
                "most-per-user | max-per-user",
                "enrolment | enrollment",
                "enrolment.again | enrollment.interval",
                "wrong-settings | on-invalid-settings",
                "counter | signature-counter",
                "limit.per-address | rate-limit.per-address",
                "limit.per-name | rate-limit.per-name",
                "limit.address-header | rate-limit.address-header",
                "doctor-role | admin-role",
            })
    void answersAnOldKeyWithTheNewOneInEverySource(String oldKey, String newKey) {
        String expected = "passkeys." + oldKey + ": was renamed; set passkeys." + newKey + " instead";
        String ofShop = "passkeys.app.shop." + oldKey + ": was renamed; set passkeys.app.shop." + newKey + " instead";

        assertThat(mistakes(SettingSource.of(failing("passkeys." + oldKey, "x"))))
                .isEqualTo(expected);
        assertThat(mistakes(new ApplicationSource(SettingSource.of(failing("passkeys." + oldKey, "x")), "/shop")))
                .isEqualTo(expected);
        assertThat(mistakes(
                        new ApplicationSource(SettingSource.of(failing("passkeys.app.shop." + oldKey, "x")), "/shop")))
                .isEqualTo(ofShop);
        assertThat(mistakes(new ProcessSource(failingVariables("passkeys." + oldKey))))
                .isEqualTo(expected);
        assertThat(mistakes(new ApplicationSource(
                        new ProcessSource(failingVariables("passkeys.app.shop." + oldKey)), "/shop")))
                .isEqualTo(ofShop);
        assertThat(Setting.of("passkeys." + newKey)).isPresent();
        assertThat(Setting.of("passkeys." + oldKey)).isEmpty();
    }

    @Test
    void answersAnOldKeyThatIsASystemProperty() {
        System.setProperty("passkeys.graft", "on");
        try {
            assertThat(mistakes(new ProcessSource(failingVariables("passkeys.x"))))
                    .isEqualTo("passkeys.graft: was renamed; set passkeys.enhance-login-form instead");
        } finally {
            System.clearProperty("passkeys.graft");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "step-aside"})
    void failsTheDeploymentWhereTheOldKeyForThatIsSet(String value) {
        SettingSource source =
                SettingSource.of(Map.of("passkeys.rp.id", "example.com", "passkeys.wrong-settings", value));

        assertThatThrownBy(() -> SettingsReader.read(source)).isInstanceOf(InvalidConfigException.class);
    }

    @Test
    void disablesPasskeysByDefault() {
        SettingSource source = SettingSource.of(Map.of("passkeys.rp.id", "example.com", "passkeys.counter", "warn"));

        assertThat(SettingsReader.read(source).enabled()).isFalse();
    }

    @Test
    void ignoresAnOldKeyWithoutAValueAndOneOfAnotherApplication() {
        SettingSource source = SettingSource.of(
                Map.of("passkeys.rp.id", "example.com", "passkeys.graft", " ", "passkeys.app.stock.graft", "on"));

        assertThat(SettingsReader.read(new ApplicationSource(source, "/shop")).enabled())
                .isTrue();
    }

    private static Map<String, String> failing(String key, String value) {
        return Map.of("passkeys.rp.id", "example.com", FAILING, "fail", key, value);
    }

    /** As {@link #failing}, by the names of environment variables. */
    private static Map<String, String> failingVariables(String key) {
        Map<String, String> variables = new HashMap<>();
        failing(key, "x")
                .forEach((name, value) ->
                        variables.put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
        return variables;
    }

    /** The only line about a mistake. */
    private static String mistakes(SettingSource source) {
        try {
            return "none: " + SettingsReader.read(source).enabled();
        } catch (InvalidConfigException e) {
            return e.getMessage()
                    .lines()
                    .skip(1)
                    .reduce((a, b) -> a + "\n" + b)
                    .orElse("")
                    .replaceFirst("^ - ", "");
        }
    }
}
