// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.authorization;

import com.google.common.collect.Sets;
import ee.passkeys.api.PasskeyEvent.ParityBroken;
import ee.passkeys.api.PasskeyEvent.ParityBroken.Difference;
import ee.passkeys.ceremony.VerifiedAssertion;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Settings.ParityMode;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.event.Events;
import ee.passkeys.value.OfPasskeys;
import ee.passkeys.value.OneInstance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Ensures that a passkey gives no more groups than the last password sign-in. Fewer groups are no matter: rights may be taken away. */
@OneInstance
public class GroupParity {

    private final ParityMode mode;
    private final Events events;
    private final Clock clock;

    /**
     * Made by the container.
     *
     * @param settings how strict to be
     * @param events where differences are told
     * @param clock the time
     */
    @Inject
    public GroupParity(Settings settings, Events events, @OfPasskeys Clock clock) {
        this.mode = settings.groups().parity();
        this.events = events;
        this.clock = clock;
    }

    /**
     * Whether the owner of a verified passkey may sign in. A difference is told as an event.
     *
     * @param proof the verified passkey
     * @param grant what the passkey would give; empty when the realm takes no sign-in of the owner, which is then always refused
     * @return false when the sign-in is to be refused
     */
    public boolean lets(VerifiedAssertion proof, Optional<ResolvedGroups> grant) {
        if (grant.isEmpty()) {
            return broken(proof, Difference.LOCKED, Set.of(), true);
        }
        if (grant.get().unseen()) {
            return broken(proof, Difference.UNSEEN, Set.of(), true);
        }
        if (grant.get().unknownToRealm()) {
            return broken(proof, Difference.GONE, Set.of(), true);
        }
        Optional<Set<String>> now = grant.get().effective();
        Optional<Set<String>> before = now.isEmpty() ? Optional.empty() : before(proof);
        return before.isEmpty() || compare(proof, before.get(), now.get());
    }

    private boolean compare(VerifiedAssertion proof, Set<String> before, Set<String> now) {
        Set<String> more = Set.copyOf(Sets.difference(now, before));
        if (!more.isEmpty()) {
            return broken(proof, Difference.GROUPS, more, mode != ParityMode.REPORT);
        }
        boolean somethingLeft = before.isEmpty() || !now.isEmpty();
        return somethingLeft || broken(proof, Difference.GONE, Set.of(), mode == ParityMode.REFUSE);
    }

    private boolean broken(VerifiedAssertion proof, Difference difference, Set<String> groups, boolean refused) {
        events.send(new ParityBroken(clock.instant(), proof.caller(), proof.passkey(), difference, groups, refused));
        return !refused;
    }

    private Optional<Set<String>> before(VerifiedAssertion proof) {
        return mode == ParityMode.OFF ? Optional.empty() : proof.lastPassword().map(PasswordLogin::groups);
    }
}
