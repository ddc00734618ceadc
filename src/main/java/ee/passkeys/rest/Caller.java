// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.ceremony.CeremonyException;
import ee.passkeys.ceremony.CeremonyFailure;
import ee.passkeys.ceremony.Client;
import ee.passkeys.config.Settings;
import ee.passkeys.mechanism.LoginRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.NotFoundException;
import java.security.Principal;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Who makes a call: the browser, and the caller whom the container knows in it. */
@ApplicationScoped
public class Caller {

    private final Settings settings;
    private final Clock clock;
    private final BindingCookie cookie;

    /** Made by the container, which needs it for its proxy. */
    @SuppressWarnings("NullAway") // a proxy has no state
    protected Caller() {
        this.settings = null;
        this.clock = null;
        this.cookie = null;
    }

    /**
     * Made by the container.
     *
     * @param settings all settings
     * @param random for cookies
     * @param clock the server's
     */
    @Inject
    public Caller(Settings settings, SecureRandom random, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.cookie = new BindingCookie(settings.relyingParty(), random);
    }

    Client beginning(HttpServletRequest request, HttpServletResponse response) {
        checkGate(request);
        return cookie.beginning(request, response);
    }

    Client finishing(HttpServletRequest request) {
        checkGate(request);
        return cookie.finishing(request);
    }

    /** The name of the caller, or empty when nobody is signed in. */
    Optional<String> name(HttpServletRequest request) {
        checkGate(request);
        return Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName);
    }

    /** The name of the caller, who must be signed in. */
    String signedIn(HttpServletRequest request) throws CeremonyException {
        return name(request)
                .orElseThrow(() -> new CeremonyException(CeremonyFailure.NOT_SIGNED_IN, "nobody is signed in"));
    }

    /** The name of the caller, who must have signed in, or confirmed to be there, not long ago. */
    String recentlySignedIn(HttpServletRequest request) throws CeremonyException {
        String name = signedIn(request);
        boolean recent = LoginRecord.of(request)
                .filter(login -> login.caller().equals(name))
                .filter(login -> login.provedWithin(settings.ceremonies().recentSignIn(), clock.instant()))
                .isPresent();
        if (!recent) {
            throw new CeremonyException(
                    CeremonyFailure.STEP_UP_REQUIRED, "the sign-in of " + name + " is too long ago");
        }
        return name;
    }

    /** A host's own JAX-RS application may have found our endpoints; what did not come through our gate is not served. */
    private static void checkGate(HttpServletRequest request) {
        if (request.getAttribute(Gate.PASSED) == null) {
            throw new NotFoundException();
        }
    }
}
