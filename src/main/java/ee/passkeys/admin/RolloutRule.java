// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

import ee.passkeys.config.Settings.Level;
import ee.passkeys.config.Settings.RolloutSettings;
import ee.passkeys.credential.sql.RequiredUsers;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Rollout as far as users without a session can be judged by it. */
public final class RolloutRule {

    private RolloutRule() {}

    /**
     * Reads the rule for users who are required to have a passkey.
     *
     * @param rollout the settings of the rollout
     * @return the rule, or empty where no user is required to have one
     */
    public static Optional<RequiredUsers> of(RolloutSettings rollout) {
        return rollout.levels().contains(Level.REQUIRE)
                ? Optional.of(new RequiredUsers(
                        rollout.level() == Level.REQUIRE,
                        groups(rollout, level -> true),
                        groups(rollout, level -> level == Level.REQUIRE),
                        rollout.breakGlass()))
                : Optional.empty();
    }

    private static Set<String> groups(RolloutSettings rollout, Predicate<Level> levels) {
        return rollout.groups().entrySet().stream()
                .filter(group -> levels.test(group.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
