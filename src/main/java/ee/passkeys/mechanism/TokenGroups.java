// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.authorization.GroupParity;
import ee.passkeys.authorization.PasswordPolicy;
import ee.passkeys.authorization.ResolvedGroups;
import ee.passkeys.ceremony.VerifiedAssertion;
import ee.passkeys.config.Settings.Level;
import ee.passkeys.config.Switch;
import ee.passkeys.event.Events;
import ee.passkeys.policy.Rollout;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.OfPasskeys;
import ee.passkeys.value.Seldom;
import jakarta.enterprise.context.ApplicationScoped;
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
@ApplicationScoped
public class TokenGroups {

    private static final System.Logger LOG = ApplicationLog.of(TokenGroups.class);
    private static final Seldom UNSEEN = new Seldom();

    private final Admission admission;
    private final GroupParity guard;
    private final PasswordPolicy rule;
    private final Rollout rollout;
    private final Switch passkeys;
    private final Events events;
    private final Clock clock;

    /** Made by the container, which needs it for its proxy. */
    @SuppressWarnings("NullAway") // a proxy has no state
    protected TokenGroups() {
        this.admission = null;
        this.guard = null;
        this.rule = null;
        this.rollout = null;
        this.passkeys = null;
        this.events = null;
        this.clock = null;
    }

    @Inject
    TokenGroups(
            Admission admission,
            GroupParity guard,
            PasswordPolicy rule,
            Rollout rollout,
            Switch passkeys,
            Events events,
            @OfPasskeys Clock clock) {
        this.admission = admission;
        this.guard = guard;
        this.rule = rule;
        this.rollout = rollout;
        this.passkeys = passkeys;
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
        Optional<ResolvedGroups> grant = grant(proof, request);
        boolean gone = grant.filter(ResolvedGroups::unknownToRealm).isPresent();
        if (gone) {
            rule.gone(caller);
        }
        if (!passkeys.isOn() || passkeys.wasOffAfter(proof.at()) || !guard.lets(proof, grant) || gone) {
            rule.needed(caller);
            throw refused(caller + " must not sign in now");
        }
        Set<String> groups = grant.get().effective().orElseThrow(() -> unseen(caller));
        if (rollout.levelOf(groups::contains) == Level.OFF) {
            throw refused("the rollout level is off for " + caller);
        }
        return groups;
    }

    private Optional<ResolvedGroups> grant(VerifiedAssertion proof, HttpServletRequest request)
            throws ContainerRefusedException {
        Optional<CallbackHandler> container = TokenAuthentication.container(request);
        if (container.isEmpty()) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "No token for user \"" + proof.caller()
                            + "\": the container did not invoke the passkey mechanism; see the doctor's findings.");
            throw new ContainerRefusedException(null);
        }
        try {
            return admission.grant(proof, container.get());
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "No token for user \"" + proof.caller() + "\": the groups of the user could not be read.",
                    e);
            throw new ContainerRefusedException(e);
        }
    }

    private ProblemException unseen(String caller) {
        UNSEEN.log(leftOut -> LOG.log(
                System.Logger.Level.WARNING,
                "No token for user \"{0}\": only the container knows the groups of users, and only within a session. Set"
                        + " passkeys.groups.query or passkeys.groups.remembered=true. ({1} more since the last such line)",
                caller,
                leftOut));
        return refused("the groups of " + caller + " are known to the container only");
    }

    private ProblemException refused(String why) {
        events.send(new PasskeyEvent.Refused(clock.instant(), "token", ProblemCode.AUTHENTICATION_FAILED.code(), why));
        return new ProblemException(ProblemCode.AUTHENTICATION_FAILED, why);
    }
}
