// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessSourceTest {

    private static final String KEY = "passkeys.rate-limit.per-name";

    @AfterEach
    void clear() {
        System.clearProperty(KEY);
        System.clearProperty("passkeys.misspelled");
    }

    @Test
    void readsTheEnvironmentWithKeysInItsOwnSpelling() {
        SettingSource source = new ProcessSource(
                Map.of("PASSKEYS_RP_ID", "example.com", "PASSKEYS_RATE_LIMIT_PER_NAME", "7", "PATH", "/bin"));

        assertThat(source.get("passkeys.rp.id")).contains("example.com");
        assertThat(source.get(KEY)).contains("7");
        assertThat(source.get("passkeys.rp.name")).isEmpty();
        assertThat(source.keys()).contains("passkeys.rp.id", KEY).doesNotContain("PATH");
    }

    @Test
    void takesSystemPropertiesFirst() {
        System.setProperty(KEY, "8");

        SettingSource source = new ProcessSource(Map.of("PASSKEYS_RATE_LIMIT_PER_NAME", "7"));
        assertThat(source.get(KEY)).contains("8");
        assertThat(source.source(KEY)).contains("system property");
    }

    @Test
    void findsWhatIsSetForOneApplication() {
        SettingSource shop = new ApplicationSource(
                new ProcessSource(
                        Map.of("PASSKEYS_RATE_LIMIT_PER_NAME", "7", "PASSKEYS_APP_SHOP_RATE_LIMIT_PER_NAME", "9")),
                "/shop");

        assertThat(shop.get(KEY)).contains("9");
        assertThat(shop.written(KEY)).isEqualTo("passkeys.app.shop.rate-limit.per-name");
    }

    @Test
    void showsKeysItDoesNotKnowSoThatSomebodyCanWarn() {
        System.setProperty("passkeys.misspelled", "x");

        assertThat(new ProcessSource(Map.of()).keys()).contains("passkeys.misspelled");
    }
}
