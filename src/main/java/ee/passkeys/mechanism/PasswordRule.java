// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.config.Settings.Level;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyStore;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.event.Events;
import ee.passkeys.event.PasskeyEvent;
import ee.passkeys.policy.Rollout;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether a right password still lets its caller in, and who is told of it. */
@ApplicationScoped
class PasswordRule {

    private static final System.Logger LOG = System.getLogger(PasswordRule.class.getName());

    private final Rollout rollout;
    private final PasskeyStore store;
    private final Events events;
    private final Clock clock;

    @SuppressWarnings("NullAway") // a proxy has no state
    protected PasswordRule() {
        this.rollout = null;
        this.store = null;
        this.events = null;
        this.clock = null;
    }

    @Inject
    PasswordRule(Rollout rollout, PasskeyStore store, Events events, Clock clock) {
        this.rollout = rollout;
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Whether the password of a caller is switched off. With the database away it is not, so that there is a way in.
     *
     * @param groups null in it where the container finds them itself, and not before the login
     */
    boolean isOff(String caller, Supplier<@Nullable Set<String>> groups) {
        if (!rollout.mayRefusePasswordOf(caller)) {
            return false;
        }
        Level level = rollout.levelDecidesOnPassword() ? level(groups.get()) : Level.OFFER;
        try {
            List<Passkey> passkeys = store.transact(stored -> stored.of(caller));
            return rollout.refusesPassword(caller, level, passkeys);
        } catch (StoreUnavailableException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Every password is taken for the moment, also where passkeys.password switches it off: {0}",
                    e.getMessage());
            return false;
        }
    }

    /** A right password was refused. */
    void refused(String caller) {
        events.send(new PasskeyEvent.PasswordRefused(clock.instant(), caller));
    }

    /** A right password was taken. */
    void taken(String caller) {
        if (rollout.isBreakGlass(caller)) {
            events.send(new PasskeyEvent.BreakGlassUsed(clock.instant(), caller));
        }
    }

    private Level level(@Nullable Set<String> groups) {
        return groups == null ? rollout.lowestLevel() : rollout.levelOf(groups::contains);
    }
}
