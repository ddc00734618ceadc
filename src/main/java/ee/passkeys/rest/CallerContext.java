// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.ceremony.Client;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Switch;
import ee.passkeys.event.Events;
import ee.passkeys.policy.ChangeRule;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.value.OfPasskeys;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.UserBase;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.NotFoundException;
import java.security.Principal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Access of the endpoints to the user of a request, and to the rules for changing passkeys. */
@OneInstance
public class CallerContext {

    private final Settings settings;
    private final ChangeRule changes;
    private final Clock clock;
    private final Switch passkeys;
    private final BindingCookie cookie;
    private final Events events;

    /**
     * Made by the container.
     *
     * @param settings all settings
     * @param changes who needs a passkey to change passkeys
     * @param random for cookies
     * @param clock the server's
     * @param passkeys the switch, before whose last change no confirmation counts
     * @param events where refusals are reported
     */
    @Inject
    public CallerContext(
            Settings settings,
            ChangeRule changes,
            @OfPasskeys SecureRandom random,
            @OfPasskeys Clock clock,
            Switch passkeys,
            Events events) {
        this.settings = settings;
        this.changes = changes;
        this.clock = clock;
        this.passkeys = passkeys;
        this.cookie = new BindingCookie(settings.relyingParties(), random);
        this.events = events;
    }

    Client beginning(HttpServletRequest request, HttpServletResponse response) {
        checkGate(request);
        return cookie.beginning(request, response);
    }

    Client finishing(HttpServletRequest request) {
        checkGate(request);
        return cookie.finishing(request);
    }

    /** Returns the client of a ceremony that ends in tokens and no session; it need not keep cookies. */
    Client app(HttpServletRequest request) {
        checkGate(request);
        return cookie.app(request);
    }

    /** Tells whether the user of the request brings an access token. */
    boolean isByToken(HttpServletRequest request) {
        return LoginRecord.of(request).filter(LoginRecord::byToken).isPresent();
    }

    /** Returns the user name, or empty if the request has no signed-in user. */
    Optional<String> name(HttpServletRequest request) {
        checkGate(request);
        return Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName);
    }

    /** Returns the user name, and rejects requests without a signed-in user. */
    String signedIn(HttpServletRequest request) throws ProblemException {
        return name(request)
                .orElseThrow(
                        () -> new ProblemException(ProblemCode.NOT_SIGNED_IN, "the request has no signed-in user"));
    }

    /** Returns the user name, and rejects users without the recent authentication that {@code passkeys.manage.*} requires. */
    String changing(HttpServletRequest request) throws ProblemException {
        String name = signedIn(request);
        Duration age = settings.ceremonies().recentSignIn();
        Optional<LoginRecord> login = login(name, request);
        if (login.filter(known -> known.provedWithin(age, clock.instant(), passkeys))
                .isEmpty()) {
            throw stepUp("the sign-in of " + name + " is too long ago");
        }
        checkPasskey(name, login, age, request);
        return name;
    }

    /** Does the same for a user who must have signed in with a password. */
    String changingAfterPassword(HttpServletRequest request) throws ProblemException {
        String name = changing(request);
        boolean byPassword = login(name, request)
                .filter(known -> known.method().equals(LoginRecord.PASSWORD))
                .isPresent();
        if (!byPassword) {
            throw refused(
                    ProblemCode.PASSKEY_NOT_ALLOWED,
                    name + " did not sign in with a password, which automatic creation requires");
        }
        return name;
    }

    /**
     * Returns the name of the user who completes a ceremony that {@link #changing} allowed, or empty for a visitor. Since then somebody may
     * have made the first passkey of the caller, who is now the only one to make others; what was begun in time may take as long as any
     * ceremony.
     */
    Optional<String> finishingChange(HttpServletRequest request) throws ProblemException {
        Optional<String> name = name(request);
        if (name.isPresent()) {
            Duration age = settings.ceremonies()
                    .recentSignIn()
                    .plus(settings.ceremonies().lifetime());
            checkPasskey(name.get(), login(name.get(), request), age, request);
        }
        return name;
    }

    /** Returns the operator's name, and rejects operators who did not use their passkey recently, or sign in if they have none. */
    String operating(HttpServletRequest request) throws ProblemException {
        String name = signedIn(request);
        Duration age = settings.ceremonies().recentSignIn();
        Optional<LoginRecord> login = login(name, request);
        boolean byPasskey = login.filter(known -> known.passkeyVerifiedWithin(age, clock.instant(), passkeys))
                .isPresent();
        boolean recent = login.filter(known -> known.provedWithin(age, clock.instant(), passkeys))
                .isPresent();
        if (!byPasskey && (!recent || changes.hasPasskey(name, request.getServerName()))) {
            throw stepUp("the operator " + name + " has not confirmed recently");
        }
        return name;
    }

    /** Returns the name of the user whose code was used in this browser, or empty once a user is signed in. */
    Optional<String> codeHolder(HttpServletRequest request) {
        return name(request).isPresent() ? Optional.empty() : CodeHolder.of(users(), request, clock.instant());
    }

    /** Notes that the code of a user was used in this browser, which may create a passkey as long as a ceremony takes. */
    void holdCode(String name, HttpServletRequest request) {
        CodeHolder.begin(name, clock.instant().plus(settings.ceremonies().lifetime()), users(), request);
    }

    private UserBase users() {
        return settings.storage().userBase();
    }

    private void checkPasskey(String name, Optional<LoginRecord> login, Duration age, HttpServletRequest request)
            throws ProblemException {
        boolean fresh = login.filter(known -> known.passkeyVerifiedWithin(age, clock.instant(), passkeys))
                .isPresent();
        if (!fresh && changes.needsPasskey(name, request.getServerName())) {
            throw stepUp(name + " has a passkey but has not used one recently");
        }
    }

    private static Optional<LoginRecord> login(String name, HttpServletRequest request) {
        return LoginRecord.of(request).filter(login -> login.caller().equals(name));
    }

    private ProblemException stepUp(String why) {
        return refused(ProblemCode.STEP_UP_REQUIRED, why);
    }

    /** Creates the refusal of a change, and audits it. */
    ProblemException refused(ProblemCode failure, String why) {
        events.send(new PasskeyEvent.Refused(clock.instant(), "change", failure.code(), why));
        return new ProblemException(failure, why);
    }

    /** An application's own JAX-RS application may have found our endpoints; what did not come through our gate is not served. */
    void checkGate(HttpServletRequest request) {
        if (request.getAttribute(RequestGuard.PASSED) == null) {
            throw new NotFoundException();
        }
    }
}
