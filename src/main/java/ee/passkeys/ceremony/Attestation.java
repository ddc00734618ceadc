// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.value.CredentialId;
import ee.passkeys.value.Origin;
import java.util.List;
import java.util.UUID;

/**
 * Verified new credential.
 *
 * @param id the attested credential id
 * @param publicKey the COSE key, as base64url
 * @param data what the authenticator said
 * @param transports how it can be reached
 * @param aaguid the model of the authenticator
 * @param format the attestation statement format
 * @param origin where the ceremony took place
 */
record Attestation(
        CredentialId id,
        String publicKey,
        AuthenticatorData data,
        List<String> transports,
        UUID aaguid,
        String format,
        Origin origin) {}
