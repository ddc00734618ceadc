// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import com.fasterxml.jackson.databind.JsonNode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.CredentialId;
import java.util.Optional;

/**
 * Parsed but unverified response of an authentication ceremony.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#dictdef-authenticationresponsejson">§5.1.8.2. AuthenticationResponseJSON</a>
 */
final class AssertionAnswer {

    private final CredentialJson json;
    private final byte[] clientDataJson;
    private final byte[] authenticatorData;
    private final byte[] signature;
    private final Optional<byte[]> userHandle;

    private AssertionAnswer(CredentialJson json) throws ProblemException {
        this.json = json;
        this.clientDataJson = json.bytes("clientDataJSON");
        this.authenticatorData = json.bytes("authenticatorData");
        this.signature = json.bytes("signature");
        this.userHandle = json.optionalBytes("userHandle");
    }

    /**
     * Reads an {@code AuthenticationResponseJSON}.
     *
     * @throws ProblemException {@code malformed-credential} when a member is missing or no base64url
     */
    static AssertionAnswer read(JsonNode credential) throws ProblemException {
        return new AssertionAnswer(CredentialJson.read(credential));
    }

    CredentialId id() {
        return json.id();
    }

    byte[] clientDataJson() {
        return clientDataJson.clone();
    }

    byte[] authenticatorData() {
        return authenticatorData.clone();
    }

    byte[] signature() {
        return signature.clone();
    }

    Optional<byte[]> userHandle() {
        return userHandle.map(byte[]::clone);
    }
}
