// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.Origin;
import java.time.Instant;
import java.util.Optional;

/**
 * Proof that a passkey verified a user of the application. Only this room makes one, after everything was verified and stored; the
 * container's session is established from nothing else.
 */
public final class VerifiedAssertion {

    private final String caller;
    private final CredentialId passkey;
    private final boolean userVerified;
    private final Instant at;
    private final Optional<PasswordLogin> lastPassword;
    private final boolean renewed;
    private final Optional<Origin> origin;

    VerifiedAssertion(
            String caller,
            CredentialId passkey,
            boolean userVerified,
            Instant at,
            Optional<PasswordLogin> lastPassword,
            Optional<Origin> origin) {
        this(caller, passkey, userVerified, at, lastPassword, origin, false);
    }

    VerifiedAssertion(
            String caller,
            CredentialId passkey,
            boolean userVerified,
            Instant at,
            Optional<PasswordLogin> lastPassword,
            Optional<Origin> origin,
            boolean renewed) {
        this.caller = caller;
        this.passkey = passkey;
        this.userVerified = userVerified;
        this.at = at;
        this.lastPassword = lastPassword;
        this.origin = origin;
        this.renewed = renewed;
    }

    /**
     * Who it is.
     *
     * @return the name in the container
     */
    public String caller() {
        return caller;
    }

    /**
     * What it was proved with.
     *
     * @return the id of the passkey
     */
    public CredentialId passkey() {
        return passkey;
    }

    /**
     * Whether the authenticator verified the user, by biometrics or a PIN.
     *
     * @return false when it only found somebody there
     */
    public boolean userVerified() {
        return userVerified;
    }

    /**
     * When it was proved.
     *
     * @return the time on this server's clock
     */
    public Instant at() {
        return at;
    }

    /**
     * What the last login by password gave the caller, as it was when the proof was stored.
     *
     * @return empty when none was seen, or nobody wants to know
     */
    public Optional<PasswordLogin> lastPassword() {
        return lastPassword;
    }

    /**
     * Where the ceremony took place, as the browser signed it.
     *
     * @return empty for a refresh token that does not tell
     */
    public Optional<Origin> origin() {
        return origin;
    }

    /**
     * Whether the passkey was used before, at {@link #at()}, and only the rest was asked again now. It gives a token and never a session.
     *
     * @return true for the use of a refresh token
     */
    public boolean renewed() {
        return renewed;
    }
}
