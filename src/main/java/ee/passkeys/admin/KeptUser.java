// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

import ee.passkeys.credential.EnrollmentRecord;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasswordLogin;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is kept of a user.
 *
 * @param name the name that was asked for
 * @param passkeys all passkeys, the disabled ones too
 * @param passwordLogin the last password sign-in
 * @param enrollment the enrollment record
 */
public record KeptUser(
        String name,
        List<Passkey> passkeys,
        Optional<PasswordLogin> passwordLogin,
        Optional<EnrollmentRecord> enrollment) {}
