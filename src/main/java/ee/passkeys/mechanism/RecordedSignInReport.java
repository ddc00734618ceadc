// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.api.SignInReport;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.value.Groups;
import ee.passkeys.value.OfPasskeys;
import ee.passkeys.value.OneInstance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Takes the time that the application reports into the record of the sign-in. */
@OneInstance
class RecordedSignInReport implements SignInReport {

    private final ApplicationMechanism host;
    private final Clock clock;

    @Inject
    RecordedSignInReport(ApplicationMechanism host, @OfPasskeys Clock clock) {
        this.host = host;
        this.clock = clock;
    }

    @Override
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
