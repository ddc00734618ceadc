// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.authorization;

import ee.passkeys.config.Settings.Level;
import ee.passkeys.policy.Rollout;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.value.OneInstance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/**
 * Rollout level of the user of a request. Groups are those that we told the container; where it finds them itself, a group that the
 * settings name must also be a role of the application.
 */
@OneInstance
public class RolloutLevel {

    private final Rollout rollout;

    /**
     * Made by the container.
     *
     * @param rollout what the settings say
     */
    @Inject
    public RolloutLevel(Rollout rollout) {
        this.rollout = rollout;
    }

    /**
     * The level of who is signed in.
     *
     * @param request the current one
     * @return the general level for guests
     */
    public Level of(HttpServletRequest request) {
        Set<String> told =
                LoginRecord.of(request).flatMap(login -> login.groups().told()).orElse(Set.of());
        return rollout.levelOf(group -> told.contains(group) || request.isUserInRole(group));
    }
}
