// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.api.PasskeyAccounts;
import ee.passkeys.api.PasskeyInfo;
import ee.passkeys.api.SignIn;
import ee.passkeys.api.SignInFacts;
import ee.passkeys.credential.sql.HashedKeys;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.value.OneInstance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;

/** Reads the record of the sign-in for the application. */
@OneInstance
class RecordedSignInFacts implements SignInFacts {

    private final PasskeyAccounts passkeys;

    @Inject
    RecordedSignInFacts(PasskeyAccounts passkeys) {
        this.passkeys = passkeys;
    }

    @Override
    public Optional<SignIn> of(HttpServletRequest request) {
        return record(request)
                .map(login -> new SignIn(
                        login.caller(),
                        login.method(),
                        Optional.ofNullable(login.authenticatedAt()),
                        Optional.ofNullable(login.passkeyVerifiedAt()),
                        Optional.ofNullable(login.origin())));
    }

    @Override
    public Optional<PasskeyInfo> passkeyOf(HttpServletRequest request) {
        return record(request)
                .filter(login -> login.passkey() != null)
                .flatMap(login -> passkeys.passkeysOf(login.caller()).stream()
                        .filter(passkey -> HashedKeys.of(passkey.id()).equals(login.passkey()))
                        .findFirst());
    }

    /** A record of another caller says nothing of this one. */
    private static Optional<LoginRecord> record(HttpServletRequest request) {
        Principal caller = request.getUserPrincipal();
        return LoginRecord.of(request)
                .filter(login -> caller != null && login.caller().equals(caller.getName()));
    }
}
