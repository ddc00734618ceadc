// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.SettingSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The readiness check")
class ReadinessExtensionTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "off", "on", "FAIL"})
    void isNotThereUnlessTheSettingsWantIt(String value) {
        assertThat(ReadinessExtension.isWanted(server(value, true))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "fail"})
    void isThereWhereTheSettingsWantItAndTheServerHasTheApi(String value) {
        assertThat(ReadinessExtension.isWanted(server(value, true))).isTrue();
        assertThat(ReadinessExtension.isWanted(server(value, false))).isFalse();
    }

    @Test
    void isNotThereByDefault() {
        assertThat(ReadinessExtension.isWanted(SettingSource.of(Map.of()))).isFalse();
    }

    private static SettingSource server(String value, boolean api) {
        return new SettingSource() {
            @Override
            public Optional<String> get(String key) {
                return Optional.of(value);
            }

            @Override
            public Set<String> keys() {
                return Set.of("passkeys.health.readiness");
            }

            @Override
            public boolean sees(String type) {
                return api && type.equals("org.eclipse.microprofile.health.HealthCheck");
            }
        };
    }
}
