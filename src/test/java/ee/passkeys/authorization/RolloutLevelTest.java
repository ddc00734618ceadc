// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings.Level;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.policy.Rollout;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The rollout level of a caller")
class RolloutLevelTest {

    private final RolloutLevel level = new RolloutLevel(new Rollout(SettingsReader.read(
            SettingSource.of(Map.of("passkeys.rollout", "offer", "passkeys.rollout.group.staff", "off")))));
    private final Set<String> roles = new HashSet<>();
    private final Map<String, Object> attributes = new HashMap<>();

    @Test
    void isTheGeneralOneForGuests() {
        assertThat(level.of(request())).isEqualTo(Level.OFFER);
    }

    @Test
    void isThatOfAGroupThatTheContainerWasToldOf() {
        attributes.put(
                "ee.passkeys.login",
                new HashMap<>(Map.of(
                        "caller",
                        "bob",
                        "groups",
                        new HashSet<>(Set.of("staff")),
                        "method",
                        "password",
                        "authenticatedAt",
                        Instant.EPOCH.toEpochMilli())));

        assertThat(level.of(request())).isEqualTo(Level.OFF);
    }

    @Test
    void isThatOfARoleWhereAGroupIsMappedToIt() {
        roles.add("staff");

        assertThat(level.of(request())).isEqualTo(Level.OFF);
    }

    private HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getAttribute" -> attributes.get(arguments[0]);
                    case "isUserInRole" -> roles.contains(arguments[0]);
                    default -> null;
                });
    }
}
