// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.action;

import ee.passkeys.authorization.RolloutLevel;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Switch;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.mechanism.SignInEntryPoint;
import ee.passkeys.policy.EnrollmentPrompt;
import ee.passkeys.policy.EnrollmentPrompts;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.session.SessionRenewal;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.OfPasskeys;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.Seldom;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Redirects users after a password sign-in to the enrollment page: once per session, and at each navigation if a passkey is required. While the
 * application moves to another domain, a passkey sign-in may lead there, too. Programs go on.
 */
@OneInstance
public class EnrollmentAction implements RequiredAction {

    private static final System.Logger LOG = ApplicationLog.of(EnrollmentAction.class);
    private static final String PAGE = "/passkeys/enrol";

    /** In the session: whom not to ask again, and until when, in milliseconds. */
    private static final String ASKED = "ee.passkeys.enrollment-asked";

    private static final Instant FOR_GOOD = Instant.ofEpochMilli(Long.MAX_VALUE);
    private static final Duration WHILE_THE_DATABASE_IS_AWAY = Duration.ofMinutes(1);

    private final EnrollmentPrompts invitations;
    private final RolloutLevel level;
    private final Settings settings;
    private final Clock clock;
    private final Switch passkeys;
    private final Seldom unasked = new Seldom();

    /**
     * Made by the container.
     *
     * @param invitations asks callers, and remembers it
     * @param level how far passkeys are rolled out for a caller
     * @param settings all settings
     * @param clock the server's
     * @param passkeys the switch
     */
    @Inject
    public EnrollmentAction(
            EnrollmentPrompts invitations,
            RolloutLevel level,
            Settings settings,
            @OfPasskeys Clock clock,
            Switch passkeys) {
        this.invitations = invitations;
        this.level = level;
        this.settings = settings;
        this.clock = clock;
        this.passkeys = passkeys;
    }

    @Override
    public Optional<String> pageFor(String caller, Optional<LoginRecord> login, HttpServletRequest request) {
        return login.filter(this::isFollowed).isPresent()
                        && request.getMethod().equals("GET")
                        && SignInEntryPoint.isPerson(request)
                        && settings.rollout().asks()
                        && !isAsked(caller, request)
                        && isToGo(caller, login.get(), request)
                ? Optional.of(PAGE)
                : Optional.empty();
    }

    /** After a sign-in with a passkey, the question is one only where it may be of a domain that is left. */
    private boolean isFollowed(LoginRecord login) {
        return login.method().equals(LoginRecord.PASSWORD)
                || (login.byPasskey()
                        && !settings.relyingParties().previousIds().isEmpty());
    }

    @Override
    public Optional<ProblemCode> refusal() {
        return Optional.empty();
    }

    /**
     * Notes that the caller has done what was asked, so that this session asks no more.
     *
     * @param caller the name in the container
     * @param request the current one
     */
    public void done(String caller, HttpServletRequest request) {
        if (settings.rollout().asks() && request.getSession(false) != null) {
            note(caller, FOR_GOOD, request);
        }
    }

    /** Whoever must have one is asked at every page, of which there are few until then; for all others the session knows the answer. */
    private boolean isToGo(String caller, LoginRecord login, HttpServletRequest request) {
        try {
            Optional<EnrollmentPrompt> invitation = isRecent(login)
                    ? invitations.ask(caller, level.of(request), request.getServerName())
                    : invitations
                            .of(caller, level.of(request), request.getServerName())
                            .filter(asked -> !asked.skippable());
            if (invitation.isEmpty() || invitation.get().skippable()) {
                note(caller, invitation.flatMap(EnrollmentPrompt::deadline).orElse(FOR_GOOD), request);
            }
            return invitation.isPresent();
        } catch (StoreUnavailableException e) {
            unasked.log(
                    LOG,
                    System.Logger.Level.WARNING,
                    "Passkey database unavailable (" + e.getMessage()
                            + "); the enrollment page is not shown until it is back.");
            note(caller, clock.instant().plus(WHILE_THE_DATABASE_IS_AWAY), request);
            return false;
        }
    }

    /** Later on a passkey takes another sign-in first, which is too much for something that can be skipped. */
    private boolean isRecent(LoginRecord login) {
        return login.provedWithin(settings.ceremonies().recentSignIn(), clock.instant(), passkeys);
    }

    private boolean isAsked(String caller, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                && session.getAttribute(ASKED) instanceof List<?> asked
                && asked.get(0).equals(settings.storage().userBase().qualified(caller))
                && asked.get(1) instanceof Long until
                && clock.millis() < until;
    }

    /** People have a cookie: who comes with a password at every request gets a session for this. */
    private void note(String caller, Instant until, HttpServletRequest request) {
        SessionRenewal.of(request)
                .setAttribute(
                        ASKED,
                        new ArrayList<>(
                                List.of(settings.storage().userBase().qualified(caller), until.toEpochMilli())));
    }
}
