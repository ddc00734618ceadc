// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.session.LoginRecord;
import ee.passkeys.value.Groups;
import ee.passkeys.value.OfPasskeys;
import ee.passkeys.value.OneInstance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Receives the application's report of a sign-in that Passkeys EE did not observe, such as one by a mechanism of its own that answers by a
 * token. Only a sign-in that was seen or reported counts as recent. Called by code of the application, after the caller has proved to be
 * there.
 */
@OneInstance
public class SignInReport {

    private final ApplicationMechanism host;
    private final Clock clock;

    @Inject
    SignInReport(ApplicationMechanism host, @OfPasskeys Clock clock) {
        this.host = host;
        this.clock = clock;
    }

    /**
     * Notes when the caller of a request signed in.
     *
     * @param request the current one, whose caller the container knows
     * @param at when the caller proved to be there, not in the future
     * @throws IllegalStateException when the container knows no caller
     * @throws IllegalArgumentException when the time is in the future
     */
    public void signedIn(HttpServletRequest request, Instant at) {
        if (request.getUserPrincipal() == null) {
            throw new IllegalStateException("no caller is signed in");
        }
        if (at.isAfter(clock.instant())) {
            throw new IllegalArgumentException("the sign-in is in the future: " + at);
        }
        String caller = request.getUserPrincipal().getName();
        Optional<LoginRecord> known =
                LoginRecord.of(request).filter(login -> login.caller().equals(caller));
        known.map(login -> login.signedInAt(at))
                .orElseGet(() -> new LoginRecord(caller, Groups.BY_NAME, host.method(), at, null))
                .keep(request);
    }
}
