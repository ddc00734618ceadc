// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.SettingsInForce.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsInForceTest {

    private static final String SECRET = "A".repeat(43);
    private static final Optional<String> NO_SOURCE = Optional.empty();

    @Test
    void haveWhatIsWrittenAndElseTheDefault() {
        List<Value> values = read(Map.of("passkeys.rollout", " require ", "passkeys.rp.id", " "));

        assertThat(values)
                .contains(
                        new Value(
                                "passkeys.rollout",
                                Optional.of("passkeys.rollout"),
                                NO_SOURCE,
                                Optional.of("require"),
                                false),
                        new Value("passkeys.max-per-user", Optional.empty(), NO_SOURCE, Optional.of("20"), false),
                        new Value("passkeys.rp.id", Optional.empty(), NO_SOURCE, Optional.empty(), false));
    }

    @Test
    void nameTheKeyOfTheApplication() {
        SettingSource source =
                new ApplicationSource(SettingSource.of(Map.of("passkeys.app.shop.rollout", "require")), "/shop");

        assertThat(SettingsInForce.of(source).values())
                .contains(new Value(
                        "passkeys.rollout",
                        Optional.of("passkeys.app.shop.rollout"),
                        NO_SOURCE,
                        Optional.of("require"),
                        false));
    }

    @Test
    void nameTheSourceOfWhatIsWrittenAlone() {
        SettingSource server = new ProcessSource(Map.of("PASSKEYS_APP_SHOP_ROLLOUT", "require", "PASSKEYS_RP_ID", " "));

        assertThat(SettingsInForce.of(new ApplicationSource(server, "/shop")).values())
                .filteredOn(value -> value.source().isPresent())
                .containsExactly(new Value(
                        "passkeys.rollout",
                        Optional.of("passkeys.app.shop.rollout"),
                        Optional.of("PASSKEYS_APP_SHOP_ROLLOUT"),
                        Optional.of("require"),
                        false));
    }

    @Test
    void haveNoSecret() {
        List<String> secrets = Arrays.stream(Setting.values())
                .map(Setting::key)
                .filter(key -> key.contains("secret") && !key.endsWith(".unsealed"))
                .toList();

        for (String key : secrets) {
            assertThat(read(Map.of(key, SECRET)))
                    .contains(new Value(key, Optional.of(key), NO_SOURCE, Optional.empty(), true))
                    .noneMatch(value -> value.toString().contains(SECRET));
        }
        assertThat(secrets).hasSizeGreaterThan(5);
    }

    @Test
    void haveEachMemberOfAFamilyThatIsSet() {
        List<Value> values =
                read(Map.of("passkeys.rollout.group.staff", "require", "passkeys.rollout.group.boss", "off"));

        assertThat(values.stream().map(Value::key).filter(key -> key.startsWith("passkeys.rollout.group")))
                .containsExactly("passkeys.rollout.group.boss", "passkeys.rollout.group.staff");
    }

    private static List<Value> read(Map<String, String> values) {
        return SettingsInForce.of(SettingSource.of(values)).values();
    }
}
