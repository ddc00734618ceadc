// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.authorization.RolloutLevel;
import ee.passkeys.ceremony.VerifiedAssertion;
import ee.passkeys.config.Settings.Level;
import ee.passkeys.event.Events;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.session.SessionRenewal;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.Seldom;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs users in to and out of the container. */
@OneInstance
public class PasskeyLogin {

    private static final System.Logger LOG = ApplicationLog.of(PasskeyLogin.class);

    private final SecurityContext container;
    private final RolloutLevel level;
    private final Events events;
    private final Seldom unread = new Seldom();
    private final Seldom rejections = new Seldom();

    /**
     * Made by the container.
     *
     * @param container the container's security
     * @param level how far passkeys are rolled out for a caller
     * @param events where refusals are told
     */
    @Inject
    public PasskeyLogin(SecurityContext container, RolloutLevel level, Events events) {
        this.container = container;
        this.level = level;
        this.events = events;
    }

    /**
     * Signs a caller in. Whoever was signed in before is signed out first, because WildFly keeps them otherwise.
     *
     * @param proof who it is, by a verified passkey
     * @param request the current one
     * @param response its response
     * @throws ProblemException when the server's realm has locked the account, passkeys are switched off for it, or the passkey would give
     *     what the password did not and the settings refuse that; nobody is signed in then
     * @throws ContainerRefusedException when the container does not take the caller; nobody is signed in then
     */
    public void signIn(VerifiedAssertion proof, HttpServletRequest request, HttpServletResponse response)
            throws ProblemException, ContainerRefusedException {
        if (proof.renewed()) {
            throw new IllegalArgumentException("an earlier use of a passkey gives no session");
        }
        PasskeyCredential credential = new PasskeyCredential(proof);
        try {
            leave(request, proof.caller());
            container.authenticate(
                    request, response, AuthenticationParameters.withParams().credential(credential));
        } catch (ServletException | IllegalStateException e) {
            throw refused(proof, request, e);
        }
        if (credential.outcome() instanceof PasskeyCredential.Failed failed) {
            throw groupsUnknown(proof, request, failed.why());
        }
        if (credential.outcome() instanceof PasskeyCredential.Refused refusal) {
            throw reported(proof, refusal.why());
        }
        if (credential.outcome() instanceof PasskeyCredential.Unseen) {
            throw refused(proof, request, null);
        }
        if (level.of(request) == Level.OFF) {
            throw switchedOff(proof, request);
        }
    }

    /** A group of the settings may be a role of the application, which the container knows only of a caller who is signed in. */
    private ProblemException switchedOff(VerifiedAssertion proof, HttpServletRequest request)
            throws ContainerRefusedException {
        ProblemException refusal = reported(proof, "the rollout level is off for " + proof.caller());
        try {
            signOut(request);
        } catch (ServletException e) {
            throw refused(proof, request, e);
        }
        return refusal;
    }

    private ProblemException reported(VerifiedAssertion proof, String why) {
        events.send(
                new PasskeyEvent.Refused(proof.at(), "authentication", ProblemCode.AUTHENTICATION_FAILED.code(), why));
        return new ProblemException(ProblemCode.AUTHENTICATION_FAILED, why);
    }

    /**
     * Notes that the caller who is signed in has confirmed to be there. The session gets a new id; there is one from now on, also for
     * callers who bring their password with every request, because nothing else remembers the confirmation.
     *
     * @param proof the confirmation
     * @param request the current one
     * @throws ProblemException when passkeys are switched off for the caller
     */
    public void confirm(VerifiedAssertion proof, HttpServletRequest request) throws ProblemException {
        if (level.of(request) == Level.OFF) {
            throw new ProblemException(
                    ProblemCode.AUTHENTICATION_FAILED, "the rollout level is off for " + proof.caller());
        }
        Optional<LoginRecord> login =
                LoginRecord.of(request).filter(known -> known.caller().equals(proof.caller()));
        if (login.isPresent() && proof.userVerified()) {
            login.get().confirmedAt(proof.at()).keepIn(SessionRenewal.renew(request), request);
        } else if (request.getSession(false) != null) {
            SessionRenewal.renew(request);
        }
    }

    /**
     * Signs the caller out and ends the session: what is left of a session could bring the caller back on another node.
     *
     * @param request the current one
     * @throws ServletException when the container fails to
     */
    public void signOut(HttpServletRequest request) throws ServletException {
        end(request);
    }

    /** Whatever the session was begun with. */
    static void end(HttpServletRequest request) throws ServletException {
        request.logout();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** What another caller left in the session is not for this one. */
    private static void leave(HttpServletRequest request, String newCaller) throws ServletException {
        Principal old = request.getUserPrincipal();
        if (old == null) {
            return;
        }
        boolean another = !old.getName().equals(newCaller);
        if (!another) {
            // Nobody signs out who signs in again.
            LoginRecord.forget(request);
        }
        request.logout();
        HttpSession session = request.getSession(false);
        if (session != null && another) {
            session.invalidate();
        }
    }

    private ContainerRefusedException groupsUnknown(
            VerifiedAssertion proof, HttpServletRequest request, RuntimeException failure) {
        LoginRecord.forget(request);
        String reason =
                failure.getCause() == null ? "" : " (" + failure.getCause().getMessage() + ")";
        unread.log(
                LOG,
                System.Logger.Level.ERROR,
                "Passkey sign-in of user \"" + proof.caller()
                        + "\" rejected because the groups of the user could not be read: "
                        + failure.getMessage() + reason,
                failure);
        return new ContainerRefusedException(failure);
    }

    private ContainerRefusedException refused(
            VerifiedAssertion proof, HttpServletRequest request, @Nullable Exception cause) {
        LoginRecord.forget(request);
        events.send(new PasskeyEvent.Refused(
                proof.at(), "authentication", "temporarily-unavailable", "the container rejected " + proof.caller()));
        rejections.log(
                LOG,
                System.Logger.Level.ERROR,
                "Passkey sign-in failed: the container rejected the user \"" + proof.caller()
                        + "\". If the server's security domain does not know the users,"
                        + " WildFly needs integrated-jaspi=false in its application-security-domain.",
                cause);
        return new ContainerRefusedException(cause);
    }
}
