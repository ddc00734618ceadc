// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserHandle;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stored passkey: the credential record of WebAuthn, with its owner and label.
 *
 * @param id the id the authenticator gave it, unique over all users
 * @param owner the handle of the user it belongs to
 * @param caller the owner's name in the container
 * @param publicKey the COSE key, as base64url
 * @param signatureCount the signature counter of the last login, 0 when the authenticator counts nothing
 * @param userVerified whether the user was verified (biometrics or PIN) when it was made or at any login since
 * @param backupEligible whether the authenticator may copy it to other devices; never changes
 * @param backedUp whether it was copied, as of the last login
 * @param transports how the browser can reach the authenticator, such as {@code internal} or {@code usb}
 * @param aaguid the model of the authenticator, all zeros where it does not say
 * @param rpId the RP ID it was made for, a bare host name
 * @param label what the owner calls it
 * @param attestation the attestation statement format it came with, such as {@code none}
 * @param createdAt when it was made
 * @param lastUsedAt when it was last signed in with, null when never
 * @param disabled whether it was switched off and can no longer be signed in with
 * @param forged whether its row was written by somebody else, so that it signs nobody in
 * @see <a href="https://www.w3.org/TR/webauthn-3/#credential-record">§4. Terminology, Credential Record</a>
 */
public record Passkey(
        CredentialId id,
        UserHandle owner,
        String caller,
        String publicKey,
        long signatureCount,
        boolean userVerified,
        boolean backupEligible,
        boolean backedUp,
        List<String> transports,
        UUID aaguid,
        String rpId,
        String label,
        String attestation,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        boolean disabled,
        boolean forged) {

    /**
     * A passkey whose row is as it was written.
     *
     * @param id the id the authenticator gave it, unique over all users
     * @param owner the handle of the user it belongs to
     * @param caller the owner's name in the container
     * @param publicKey the COSE key, as base64url
     * @param signatureCount the signature counter of the last login
     * @param userVerified whether the user was verified
     * @param backupEligible whether the authenticator may copy it to other devices
     * @param backedUp whether it was copied
     * @param transports how the browser can reach the authenticator
     * @param aaguid the model of the authenticator
     * @param rpId the RP ID it was made for
     * @param label what the owner calls it
     * @param attestation the attestation statement format it came with
     * @param createdAt when it was made
     * @param lastUsedAt when it was last signed in with, null when never
     * @param disabled whether it was switched off
     */
    public Passkey(
            CredentialId id,
            UserHandle owner,
            String caller,
            String publicKey,
            long signatureCount,
            boolean userVerified,
            boolean backupEligible,
            boolean backedUp,
            List<String> transports,
            UUID aaguid,
            String rpId,
            String label,
            String attestation,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            boolean disabled) {
        this(
                id,
                owner,
                caller,
                publicKey,
                signatureCount,
                userVerified,
                backupEligible,
                backedUp,
                transports,
                aaguid,
                rpId,
                label,
                attestation,
                createdAt,
                lastUsedAt,
                disabled,
                false);
    }

    /**
     * The same passkey of a user with another name.
     *
     * @param name the owner's name in the container
     * @return a passkey that is otherwise the same
     */
    public Passkey of(String name) {
        return copy(name, forged);
    }

    /**
     * The same passkey, of which it was found that somebody else wrote its row.
     *
     * @param found whether it was
     * @return a passkey that is otherwise the same
     */
    public Passkey forged(boolean found) {
        return copy(caller, found);
    }

    private Passkey copy(String name, boolean found) {
        return new Passkey(
                id,
                owner,
                name,
                publicKey,
                signatureCount,
                userVerified,
                backupEligible,
                backedUp,
                transports,
                aaguid,
                rpId,
                label,
                attestation,
                createdAt,
                lastUsedAt,
                disabled,
                found);
    }
}
