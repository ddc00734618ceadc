// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.data.AuthenticatorAssertionResponse;
import com.yubico.webauthn.data.AuthenticatorAttestationResponse;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.COSEAlgorithmIdentifier;
import com.yubico.webauthn.data.ClientAssertionExtensionOutputs;
import com.yubico.webauthn.data.ClientRegistrationExtensionOutputs;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.PublicKeyCredentialParameters;
import com.yubico.webauthn.data.PublicKeyCredentialRequestOptions;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.data.exception.Base64UrlException;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.config.UserVerification;
import ee.passkeys.credential.Passkey;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.Origin;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Converts ceremonies into objects of the library. The library's objects are built, never read from JSON: its readers make a mapper at
 * every call, and take members we do not want.
 */
final class YubicoBridge {

    /** What the library refuses is told by us in one line; it would log each bad key of a stranger with its whole stack. */
    private static final Logger LIBRARY_LOG = Logger.getLogger(RelyingParty.class.getPackageName());

    static {
        LIBRARY_LOG.setLevel(Level.OFF);
    }

    private YubicoBridge() {}

    /** A relying party for one answer: the origin was found to be ours, and is the only one it accepts. */
    static RelyingParty relyingParty(
            RelyingPartySettings settings, Origin origin, CredentialRepository credentials, Clock clock) {
        return RelyingParty.builder()
                .identity(identity(settings))
                .credentialRepository(credentials)
                .origins(Set.of(origin.text()))
                .allowUntrustedAttestation(true)
                .validateSignatureCounter(false)
                .clock(clock)
                .build();
    }

    static PublicKeyCredentialCreationOptions creationOptions(
            Ceremony ceremony, RelyingPartySettings settings, List<Integer> algorithms) {
        String name = Optional.ofNullable(ceremony.name()).orElseThrow();
        return PublicKeyCredentialCreationOptions.builder()
                .rp(identity(settings))
                .user(UserIdentity.builder()
                        .name(name)
                        .displayName(name)
                        .id(bytes(Optional.ofNullable(ceremony.handle())
                                .orElseThrow()
                                .base64Url()))
                        .build())
                .challenge(bytes(ceremony.challenge()))
                .pubKeyCredParams(algorithms.stream()
                        .map(COSEAlgorithmIdentifier::fromId)
                        .flatMap(Optional::stream)
                        .map(alg ->
                                PublicKeyCredentialParameters.builder().alg(alg).build())
                        .toList())
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .userVerification(requirement(
                                ceremony.userMayBeAbsent()
                                        ? UserVerification.DISCOURAGED
                                        : ceremony.userVerification()))
                        .build())
                .build();
    }

    static PublicKeyCredential<AuthenticatorAttestationResponse, ClientRegistrationExtensionOutputs> attestation(
            CredentialId id, byte[] clientDataJson, byte[] attestationObject) throws IOException, Base64UrlException {
        return PublicKeyCredential.<AuthenticatorAttestationResponse, ClientRegistrationExtensionOutputs>builder()
                .id(new ByteArray(id.bytes()))
                .response(AuthenticatorAttestationResponse.builder()
                        .attestationObject(new ByteArray(attestationObject))
                        .clientDataJSON(new ByteArray(clientDataJson))
                        .build())
                .clientExtensionResults(
                        ClientRegistrationExtensionOutputs.builder().build())
                .build();
    }

    static AssertionRequest assertionRequest(Ceremony ceremony, RelyingPartySettings settings, Passkey passkey) {
        return AssertionRequest.builder()
                .publicKeyCredentialRequestOptions(PublicKeyCredentialRequestOptions.builder()
                        .challenge(bytes(ceremony.challenge()))
                        .rpId(settings.id())
                        .userVerification(requirement(ceremony.userVerification()))
                        .build())
                .username(passkey.caller())
                .build();
    }

    static PublicKeyCredential<AuthenticatorAssertionResponse, ClientAssertionExtensionOutputs> assertion(
            AssertionAnswer answer) throws IOException, Base64UrlException {
        return PublicKeyCredential.<AuthenticatorAssertionResponse, ClientAssertionExtensionOutputs>builder()
                .id(new ByteArray(answer.id().bytes()))
                .response(AuthenticatorAssertionResponse.builder()
                        .authenticatorData(new ByteArray(answer.authenticatorData()))
                        .clientDataJSON(new ByteArray(answer.clientDataJson()))
                        .signature(new ByteArray(answer.signature()))
                        .userHandle(answer.userHandle().map(ByteArray::new))
                        .build())
                .clientExtensionResults(
                        ClientAssertionExtensionOutputs.builder().build())
                .build();
    }

    private static RelyingPartyIdentity identity(RelyingPartySettings settings) {
        return RelyingPartyIdentity.builder()
                .id(settings.id())
                .name(settings.name())
                .build();
    }

    private static UserVerificationRequirement requirement(UserVerification verification) {
        return verification == UserVerification.REQUIRED
                ? UserVerificationRequirement.REQUIRED
                : UserVerificationRequirement.DISCOURAGED;
    }

    private static ByteArray bytes(String base64Url) {
        return new ByteArray(Base64Url.decode(base64Url));
    }
}
