// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Switch;
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session from before passkeys were switched off is refused")
class SharedSwitchTest {

    private final MutableClock clock = new MutableClock();
    private final MemoryPasskeyStore store = new MemoryPasskeyStore();
    private final Map<String, String> settings = new HashMap<>();
    private final Instant session = clock.instant();

    @Test
    void byANodeThatWasDownMeanwhile() {
        Switch up = passkeys();
        turnOffAndOn(up, node(up, "/shop"));

        Switch down = passkeys();
        node(down, "/shop").share();

        assertThat(down.wasOffAfter(session)).isTrue();
        assertThat(down.wasOffAfter(clock.instant().plusMillis(1))).isFalse();
    }

    @Test
    void byANodeThatHadNoRequestsMeanwhile() {
        Switch idle = passkeys();
        turnOffAndOn(idle, node(idle, "/shop"));

        assertThat(idle.isOn()).isTrue();
        assertThat(idle.wasOffAfter(session)).isTrue();
    }

    @Test
    void alsoWhereTheDatabaseWasAwayMeanwhile() {
        Switch up = passkeys();
        SharedSwitch shared = node(up, "/shop");
        store.goAway();

        turnOffAndOn(up, shared);

        assertThat(up.wasOffAfter(session)).isTrue();
    }

    @Test
    void alsoWhereItWasSwitchedBackBeforeTheNodeSharedIt() {
        Switch up = passkeys();
        SharedSwitch shared = node(up, "/shop");
        shared.share();
        turn("false");
        assertThat(up.isOn()).isFalse();
        turn("true");
        assertThat(up.isOn()).isTrue();
        shared.share();

        Switch down = passkeys();
        node(down, "/shop").share();

        assertThat(down.wasOffAfter(session)).isTrue();
    }

    @Test
    void inThatApplicationOnly() {
        Switch up = passkeys();
        turnOffAndOn(up, node(up, "/shop"));

        Switch another = passkeys();
        node(another, "/stock").share();

        assertThat(another.wasOffAfter(session)).isFalse();
    }

    private void turnOffAndOn(Switch passkeys, SharedSwitch shared) {
        turn("false");
        shared.share();
        assertThat(passkeys.isOn()).isFalse();
        turn("true");
        shared.share();
        assertThat(passkeys.isOn()).isTrue();
    }

    private void turn(String enabled) {
        settings.put("passkeys.enabled", enabled);
        clock.advance(Duration.ofMinutes(1));
    }

    private SharedSwitch node(Switch passkeys, String application) {
        return new SharedSwitch(passkeys, () -> store, application);
    }

    private Switch passkeys() {
        return new Switch(
                new SettingSource() {
                    @Override
                    public Optional<String> get(String key) {
                        return Optional.ofNullable(settings.get(key));
                    }

                    @Override
                    public Set<String> keys() {
                        return settings.keySet();
                    }
                },
                clock,
                true);
    }
}
