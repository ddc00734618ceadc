// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SwitchTest {

    private static final String KEY = "passkeys.enabled";

    private final MutableClock clock = new MutableClock();
    private final Map<String, String> values = new HashMap<>();
    private int looks;

    private final SettingSource source = new SettingSource() {
        @Override
        public Optional<String> get(String key) {
            looks++;
            if ("broken".equals(values.get(key))) {
                throw new IllegalStateException("no settings now");
            }
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public Set<String> keys() {
            return values.keySet();
        }
    };

    private final Switch passkeys = new Switch(source, clock, true);

    @Test
    void goesOffAndOnAgain() {
        assertThat(passkeys.isOn()).isTrue();
        assertThat(after("false")).isFalse();
        assertThat(after("true")).isTrue();
        assertThat(after("false")).isFalse();
        values.clear();
        assertThat(later()).isTrue();
    }

    @Test
    void isLookedUpOnceInAWhile() {
        values.put(KEY, "false");

        assertThat(passkeys.isOn()).isTrue();
        assertThat(looks).isZero();
        later();
        for (int i = 0; i < 100; i++) {
            assertThat(passkeys.isOn()).isFalse();
        }
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void staysAsItIsWhereNothingCanBeRead() {
        assertThat(after("False")).isTrue();
        assertThat(after("false")).isFalse();
        assertThat(after("yes")).isFalse();
        assertThat(after("broken")).isFalse();
    }

    @Test
    void isLookedUpWhenTheClockWasPutBack() {
        values.put(KEY, "false");
        clock.advance(Duration.ofDays(-1));

        assertThat(passkeys.isOn()).isFalse();
    }

    @Test
    void staysOffWhereThereWereNoPasskeysAtStart() {
        Switch off = new Switch(source, clock, false);
        values.put(KEY, "true");
        later();

        assertThat(off.isOn()).isFalse();
    }

    @Test
    void isOnWhereTheSettingIsBlank() {
        assertThat(after("false")).isFalse();
        assertThat(after(" ")).isTrue();
    }

    @Test
    void endsWhatBeganBeforeItWasOff() {
        Instant before = clock.instant();
        assertThat(passkeys.wasOffAfter(before)).isFalse();

        after("false");
        assertThat(passkeys.lastOff()).isEqualTo(clock.instant());
        after("true");

        assertThat(passkeys.lastOff()).isEqualTo(clock.instant());
        assertThat(passkeys.wasOffAfter(before)).isTrue();
        assertThat(passkeys.wasOffAfter(clock.instant())).isTrue();
        later();
        assertThat(passkeys.wasOffAfter(clock.instant())).isFalse();
    }

    @Test
    void endsWhatBeganBeforeAnotherNodeSaysItWasOff() {
        Instant before = clock.instant();
        clock.advance(Duration.ofMinutes(1));

        passkeys.noteOff(clock.instant());
        passkeys.noteOff(before);

        assertThat(passkeys.lastOff()).isEqualTo(clock.instant());
        assertThat(passkeys.wasOffAfter(before)).isTrue();
        assertThat(passkeys.isOn()).isTrue();
    }

    private boolean after(String value) {
        values.put(KEY, value);
        return later();
    }

    private boolean later() {
        clock.advance(Switch.BETWEEN_LOOKS);
        return passkeys.isOn();
    }
}
