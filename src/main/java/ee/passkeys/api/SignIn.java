// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.api;

import java.time.Instant;
import java.util.Optional;

/**
 * Facts about the sign-in of a caller.
 *
 * @param caller the name in the container
 * @param method {@code passkey}, {@code password}, {@code token} for a request with an access token of Passkeys EE, or the name of another
 *     way of the application
 * @param at when the caller signed in; empty where the caller was only recognized, as by a cookie
 * @param verifiedAt when a passkey last verified the caller by fingerprint, face or PIN, at the sign-in or at a confirmation; empty where none did
 * @param origin where the passkey was used, such as {@code https://app.example.com}; empty where the caller signed in otherwise
 * @since 0.1
 */
public record SignIn(
        String caller, String method, Optional<Instant> at, Optional<Instant> verifiedAt, Optional<String> origin) {

    /**
     * Whether a passkey verified the caller.
     *
     * @return false where no passkey was used, or its authenticator only saw that a user was present
     */
    public boolean userVerified() {
        return verifiedAt.isPresent();
    }
}
