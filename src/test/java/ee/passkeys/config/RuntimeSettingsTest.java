// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ee.passkeys.config.Settings.GraftMode;
import ee.passkeys.config.Settings.Level;
import ee.passkeys.policy.Rollout;
import ee.passkeys.testkit.MutableClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A setting that is changed at run time")
class RuntimeSettingsTest {

    private static final String ENABLED = "passkeys.enabled";
    private static final String ROLLOUT = "passkeys.rollout";
    private static final String FORM = "passkeys.enhance-login-form";

    private final MutableClock clock = new MutableClock();
    private final Map<String, String> written = new HashMap<>(Map.of("passkeys.rp.id", "shop.example"));

    @Test
    void countsUntilItIsTakenBack() {
        written.put(FORM, "report");
        written.put("passkeys.enrollment", "page");
        RuntimeSettings runtime = runtime();
        Rollout rollout = new Rollout(read(), runtime::rollout);

        runtime.know(Map.of(ROLLOUT, "require", FORM, "on"));
        assertThat(rollout.levelOf(group -> false)).isEqualTo(Level.REQUIRE);
        assertThat(runtime.loginForm()).isEqualTo(GraftMode.ON);
        runtime.know(Map.of(ROLLOUT, "off"));
        assertThat(rollout.isOffForSome()).isTrue();

        runtime.know(Map.of());
        assertThat(rollout.levelOf(group -> false)).isEqualTo(Level.OFFER);
        assertThat(runtime.loginForm()).isEqualTo(GraftMode.REPORT);
    }

    @Test
    void leavesTheLevelsOfGroups() {
        written.put("passkeys.rollout.group.pilots", "require");
        RuntimeSettings runtime = runtime();
        runtime.know(Map.of(ROLLOUT, "off"));

        assertThat(new Rollout(read(), runtime::rollout).levelOf("pilots"::equals))
                .isEqualTo(Level.REQUIRE);
    }

    @Test
    void leavesPasskeysOnWhereTheSwitchIsChangedToOn() {
        Switch passkeys = passkeys();
        RuntimeSettings runtime = new RuntimeSettings(read(), passkeys);

        runtime.know(Map.of(ENABLED, "true"));

        assertThat(passkeys.isOn()).isTrue();
    }

    @Test
    void switchesPasskeysOffAndEndsWhatBeganBefore() {
        Switch passkeys = passkeys();
        RuntimeSettings runtime = new RuntimeSettings(read(), passkeys);
        Instant before = clock.instant();
        assertThat(passkeys.isOn()).isTrue();

        runtime.know(Map.of(ENABLED, "false"));
        assertThat(passkeys.isOn()).isFalse();
        runtime.know(Map.of());
        assertThat(passkeys.isOn()).isTrue();
        assertThat(passkeys.wasOffAfter(before)).isTrue();
    }

    @Test
    void doesNotSwitchOnWhatTheWrittenSettingSwitchesOff() {
        written.put(ENABLED, "false");
        Switch passkeys = passkeys();
        new RuntimeSettings(read(), passkeys).know(Map.of(ENABLED, "true"));
        clock.advance(Switch.BETWEEN_LOOKS);

        assertThat(passkeys.isOn()).isFalse();
    }

    @Test
    void countsAsOffWhereTheSwitchCannotBeRead() {
        Switch passkeys = passkeys();
        RuntimeSettings runtime = new RuntimeSettings(read(), passkeys);
        runtime.know(Map.of(ENABLED, "tr\u00fce", ROLLOUT, "sometimes"));

        assertThat(passkeys.isOn()).isFalse();
        assertThat(runtime.rollout().level()).isEqualTo(Level.OFFER);
    }

    @ParameterizedTest
    @CsvSource({
        "passkeys.rp.id, evil.example",
        "passkeys.admin-role, user",
        "passkeys.rollout, sometimes",
        "passkeys.rollout.group.pilots, off",
        "passkeys.enabled, perhaps",
        "passkeys.enhance-login-form, on",
        "nothing, x"
    })
    void isOneOfThreeAndPreparedByTheWrittenOnes(String key, String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> runtime().check(key, value));
    }

    @Test
    void requiresNoPasskeyWhereNobodyCouldBeAsked() {
        RuntimeSettings runtime = runtime();

        assertThatIllegalArgumentException().isThrownBy(() -> runtime.check(ROLLOUT, "require"));
        runtime.know(Map.of(ROLLOUT, "require"));
        assertThat(runtime.rollout().level()).isEqualTo(Level.OFFER);
        for (String level : List.of("off", "offer")) {
            runtime.check(ROLLOUT, level);
        }
    }

    private RuntimeSettings runtime() {
        return new RuntimeSettings(read(), passkeys());
    }

    private Switch passkeys() {
        return new Switch(SettingSource.of(written), clock, true);
    }

    private Settings read() {
        return SettingsReader.read(SettingSource.of(written));
    }
}
