// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.ceremony.VerifiedAssertion;
import ee.passkeys.config.Settings.Level;
import ee.passkeys.event.Events;
import ee.passkeys.policy.Rollout;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.OfPasskeys;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.Seldom;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.callback.CallbackHandler;

/**
 * Groups of access tokens: those that a passkey sign-in would give, by the same rules and with the same audit. A token never gives more than
 * the session would; where that cannot be seen outside of a session, there is no token.
 */
@OneInstance
public class TokenGroups {

    private static final System.Logger LOG = ApplicationLog.of(TokenGroups.class);
    private static final Seldom UNSEEN = new Seldom();
    private static final Seldom FAULTS = new Seldom();

    private final SignInRule signIns;
    private final Rollout rollout;
    private final Events events;
    private final Clock clock;

    @Inject
    TokenGroups(SignInRule signIns, Rollout rollout, Events events, @OfPasskeys Clock clock) {
        this.signIns = signIns;
        this.rollout = rollout;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Resolves the groups of a user, as they are now.
     *
     * @param proof who it is
     * @param request the request for tokens
     * @return all groups that a sign-in would give
     * @throws ProblemException when a sign-in would be refused
     * @throws ContainerRefusedException when the groups cannot be read
     */
    public Set<String> of(VerifiedAssertion proof, HttpServletRequest request)
            throws ProblemException, ContainerRefusedException {
        String caller = proof.caller();
        SignInRule.Decision decision = decide(proof, request);
        if (decision instanceof SignInRule.Refused refusal) {
            throw refused(refusal.why());
        }
        Set<String> groups =
                ((SignInRule.Granted) decision).groups().effective().orElseThrow(() -> unseen(caller));
        if (rollout.levelOf(groups::contains) == Level.OFF) {
            throw refused("the rollout level is off for " + caller);
        }
        return groups;
    }

    private SignInRule.Decision decide(VerifiedAssertion proof, HttpServletRequest request)
            throws ContainerRefusedException {
        Optional<CallbackHandler> container = TokenAuthentication.container(request);
        if (container.isEmpty()) {
            FAULTS.log(
                    LOG,
                    System.Logger.Level.ERROR,
                    "No token for user \"" + proof.caller()
                            + "\": the container did not invoke the passkey mechanism; see the doctor's findings.");
            throw new ContainerRefusedException(null);
        }
        try {
            return signIns.decide(proof, container.get());
        } catch (RuntimeException e) {
            FAULTS.log(
                    LOG,
                    System.Logger.Level.ERROR,
                    "No token for user \"" + proof.caller() + "\": the groups of the user could not be read.",
                    e);
            throw new ContainerRefusedException(e);
        }
    }

    private ProblemException unseen(String caller) {
        UNSEEN.log(
                LOG,
                System.Logger.Level.WARNING,
                "No token for user \"" + caller
                        + "\": only the container knows the groups of users, and only within a session. Set"
                        + " passkeys.groups.query or passkeys.groups.remembered=true.");
        return refused("the groups of " + caller + " are known to the container only");
    }

    private ProblemException refused(String why) {
        events.send(new PasskeyEvent.Refused(clock.instant(), "token", ProblemCode.AUTHENTICATION_FAILED.code(), why));
        return new ProblemException(ProblemCode.AUTHENTICATION_FAILED, why);
    }
}
