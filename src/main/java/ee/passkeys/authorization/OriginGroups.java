// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.authorization;

import com.google.common.collect.Sets;
import ee.passkeys.api.PasskeyEvent.GroupsLimited;
import ee.passkeys.application.ContainerRealm;
import ee.passkeys.ceremony.VerifiedAssertion;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Settings.GroupSettings;
import ee.passkeys.event.Events;
import ee.passkeys.value.Groups;
import ee.passkeys.value.OfPasskeys;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.Origin;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/**
 * Limits the groups of passkey sign-ins by the origin of the ceremony, for as long as the sign-in lasts. Where any origin is limited, a sign-in of
 * unknown origin gives no group.
 */
@OneInstance
public class OriginGroups {

    private final GroupSettings settings;
    private final ContainerRealm realm;
    private final Events events;
    private final Clock clock;

    /**
     * Made by the container.
     *
     * @param settings the limits
     * @param realm what the container adds
     * @param events where it is told what was left out
     * @param clock the time
     */
    @Inject
    public OriginGroups(Settings settings, ContainerRealm realm, Events events, @OfPasskeys Clock clock) {
        this.settings = settings.groups();
        this.realm = realm;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Whether the sign-ins of any origin are limited.
     *
     * @return false where there is nothing to keep to
     */
    public boolean areLimited() {
        return !settings.byOrigin().isEmpty();
    }

    /**
     * Whether the sign-ins of an origin are limited.
     *
     * @param origin where a passkey was used
     * @return false where they give all groups of the user
     */
    public boolean limit(Optional<Origin> origin) {
        return settings.mostFrom(origin).isPresent();
    }

    /**
     * Leaves out the groups that a sign-in may not give. What is left out is told as an event.
     *
     * @param proof the verified passkey, of an origin that is limited
     * @param groups all that the user has
     * @param container which would be told of the user
     * @return groups that the container is told of, at least one; empty where none is left, or the container cannot be kept from adding others
     */
    public Optional<ResolvedGroups> within(VerifiedAssertion proof, ResolvedGroups groups, CallbackHandler container) {
        Set<String> limit = settings.mostFrom(proof.origin()).orElseThrow();
        Set<String> all = groups.effective().orElse(Set.of());
        Set<String> left = Set.copyOf(Sets.intersection(all, limit));
        boolean kept =
                !left.isEmpty() && realm.groupsByName(proof.caller(), container).isPresent();
        Set<String> out = Set.copyOf(Sets.difference(all, limit));
        if (!kept || !out.isEmpty()) {
            events.send(new GroupsLimited(
                    clock.instant(),
                    proof.caller(),
                    proof.passkey(),
                    proof.origin().map(Origin::text).orElse(""),
                    out,
                    !kept));
        }
        return kept ? Optional.of(groups.limitedTo(left)) : Optional.empty();
    }

    /**
     * Takes from a caller whom the container has just been told of what it added by itself.
     *
     * @param origin where the passkey was used
     * @param groups those that it was told of
     * @param subject where it puts the caller
     * @throws IllegalStateException where the caller may have more
     */
    public void keep(Optional<Origin> origin, Groups groups, Subject subject) {
        if (limit(origin) && !realm.keepTo(subject, groups.told().orElse(Set.of()))) {
            throw new IllegalStateException("the groups of a sign-in cannot be limited to those of its origin");
        }
    }
}
