// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.value.CredentialId;
import java.time.Instant;

/**
 * The proof that somebody is a caller of the host, by a passkey. Only this room makes one, after everything was verified and stored; the
 * container's session is established from nothing else.
 */
public final class SignedIn {

    private final String caller;
    private final CredentialId passkey;
    private final boolean userVerified;
    private final Instant at;

    SignedIn(String caller, CredentialId passkey, boolean userVerified, Instant at) {
        this.caller = caller;
        this.passkey = passkey;
        this.userVerified = userVerified;
        this.at = at;
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
}
