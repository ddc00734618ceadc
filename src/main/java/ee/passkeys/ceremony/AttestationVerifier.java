// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.problem.ProblemCode.ATTESTATION_REJECTED;
import static ee.passkeys.problem.ProblemCode.MALFORMED_CREDENTIAL;
import static ee.passkeys.problem.ProblemCode.PASSKEY_NOT_ALLOWED;
import static ee.passkeys.problem.ProblemCode.UNSUPPORTED_ALGORITHM;

import com.fasterxml.jackson.databind.JsonNode;
import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegistrationResult;
import com.yubico.webauthn.data.exception.Base64UrlException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.config.UserVerification;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.Origin;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the response of a registration ceremony against the ceremony.
 *
 * <p>Our own steps come first, one method a step, so that each refusal has its code, and so that what the library leaves to its user is
 * done; then the library verifies the attestation and goes over all of it once more.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-registering-a-new-credential">§7.1. Registering a New Credential</a>
 */
final class AttestationVerifier {

    /** In base64url; a key of RSA with 8192 bits has 1400. */
    private static final int LONGEST_KEY = 4000;

    /** Not {@code android-safetynet}: its service has ended, and what verifies it is not in our jar. */
    private static final Set<String> FORMATS = Set.of("none", "packed", "tpm", "android-key", "fido-u2f", "apple");

    private final RelyingPartySettings relyingParty;
    private final List<Integer> algorithms;
    private final Clock clock;

    AttestationVerifier(RelyingPartySettings relyingParty, List<Integer> algorithms, Clock clock) {
        this.relyingParty = relyingParty;
        this.algorithms = List.copyOf(algorithms);
        this.clock = clock;
    }

    /**
     * Verifies the answer.
     *
     * @param ceremony what it answers
     * @param credential a {@code RegistrationResponseJSON}
     * @return what to store
     * @throws ProblemException when any step fails
     */
    Attestation verify(Ceremony ceremony, JsonNode credential) throws ProblemException {
        CredentialJson answer = CredentialJson.read(credential);
        byte[] clientDataJson = answer.bytes("clientDataJSON");
        byte[] attestationObject = answer.bytes("attestationObject");

        ClientData clientData = ClientData.read(clientDataJson);
        clientData.checkType("webauthn.create", MALFORMED_CREDENTIAL);
        clientData.checkChallenge(ceremony.challenge(), MALFORMED_CREDENTIAL);
        Origin origin = clientData.checkOrigin(relyingParty, ceremony.origin());
        clientData.checkFrame(relyingParty);

        CBORObject statement = read(attestationObject);
        AuthenticatorData data =
                AuthenticatorData.read(statement.get("authData").GetByteString());
        data.checkRpId(relyingParty.id(), MALFORMED_CREDENTIAL);
        checkUser(ceremony, data);
        data.checkBackupState(MALFORMED_CREDENTIAL);
        AuthenticatorData.Attested attested = attested(data);
        checkAlgorithm(attested);
        checkId(attested, answer);
        String format = statement.get("fmt").AsString();
        checkFormat(format, statement.get("attStmt"));

        RegistrationResult result = verifyWithLibrary(ceremony, origin, answer, clientDataJson, attestationObject);
        return new Attestation(
                attested.id(), publicKey(result), data, answer.transports(), attested.aaguid(), format, origin);
    }

    /** A key that no authenticator sends, and with which nobody could sign in, is not stored. */
    private static String publicKey(RegistrationResult result) throws ProblemException {
        String publicKey = Base64Url.encode(result.getPublicKeyCose().getBytes());
        try {
            if (publicKey.length() > LONGEST_KEY || !CurvePoint.isOnItsCurve(result.getParsedPublicKey())) {
                throw CredentialJson.malformed("the key is too long, or not on its curve", null);
            }
            return publicKey;
        } catch (GeneralSecurityException | IOException e) {
            throw CredentialJson.malformed("the key cannot be read: " + e.getMessage(), e);
        }
    }

    /** §7.1 step 21: the format is one of the registered ones, which the library verifies where it can; §8.7: none says nothing. */
    private static void checkFormat(String format, CBORObject statement) throws ProblemException {
        if (!FORMATS.contains(format)) {
            throw new ProblemException(ATTESTATION_REJECTED, "the attestation format is none of " + FORMATS);
        }
        if (format.equals("none") && statement.size() > 0) {
            throw new ProblemException(ATTESTATION_REJECTED, "the attestation format none has a statement");
        }
    }

    /** §7.1 step 13: one CBOR map with the three members, and nothing after it. */
    private static CBORObject read(byte[] attestationObject) throws ProblemException {
        try {
            CBORObject object = CBORObject.DecodeFromBytes(attestationObject);
            boolean complete = object.getType() == CBORType.Map
                    && isOf(object.get("fmt"), CBORType.TextString)
                    && isOf(object.get("authData"), CBORType.ByteString)
                    && isOf(object.get("attStmt"), CBORType.Map);
            if (complete) {
                return object;
            }
            throw CredentialJson.malformed("the attestation object lacks a member", null);
        } catch (CBORException e) {
            throw CredentialJson.malformed("attestation object: " + e.getMessage(), e);
        }
    }

    private static boolean isOf(@Nullable CBORObject object, CBORType type) {
        return object != null && object.getType() == type;
    }

    /** §7.1 steps 15 and 16: the user was there, and was verified if that is required; neither when a browser upgrades a password. */
    private static void checkUser(Ceremony ceremony, AuthenticatorData data) throws ProblemException {
        if (ceremony.userMayBeAbsent()) {
            return;
        }
        if (!data.userPresent()) {
            throw new ProblemException(PASSKEY_NOT_ALLOWED, "the user was not present");
        }
        if (ceremony.userVerification() == UserVerification.REQUIRED && !data.userVerified()) {
            throw new ProblemException(PASSKEY_NOT_ALLOWED, "the user was not verified");
        }
    }

    private static AuthenticatorData.Attested attested(AuthenticatorData data) throws ProblemException {
        AuthenticatorData.Attested attested = data.attested();
        if (attested == null) {
            throw CredentialJson.malformed("the authenticator data contains no new credential", null);
        }
        return attested;
    }

    /** §7.1 step 20: the algorithm is one that was offered. */
    private void checkAlgorithm(AuthenticatorData.Attested attested) throws ProblemException {
        if (algorithms.stream().noneMatch(offered -> offered == attested.algorithm())) {
            throw new ProblemException(
                    UNSUPPORTED_ALGORITHM, "algorithm is " + attested.algorithm() + ", expected one of " + algorithms);
        }
        if (!attested.isKeyOfItsAlgorithm()) {
            throw CredentialJson.malformed("the key is not one for algorithm " + attested.algorithm(), null);
        }
    }

    /** The id the client names is the one the authenticator made: the client must not choose what is stored. */
    private static void checkId(AuthenticatorData.Attested attested, CredentialJson answer) throws ProblemException {
        if (!attested.id().equals(answer.id())) {
            throw CredentialJson.malformed("the id is not the attested one", null);
        }
    }

    /** All of §7.1 once more, and steps 21 and 22: the attestation statement. */
    @SuppressWarnings("deprecation") // isConditionalCreate is marked so as an experiment, not because it goes
    private RegistrationResult verifyWithLibrary(
            Ceremony ceremony, Origin origin, CredentialJson answer, byte[] clientDataJson, byte[] attestationObject)
            throws ProblemException {
        try {
            return YubicoBridge.relyingParty(relyingParty, origin, new EmptyCredentialRepository(), clock)
                    .finishRegistration(FinishRegistrationOptions.builder()
                            .request(YubicoBridge.creationOptions(ceremony, relyingParty, algorithms))
                            .response(YubicoBridge.attestation(answer.id(), clientDataJson, attestationObject))
                            .isConditionalCreate(ceremony.userMayBeAbsent())
                            .build());
        } catch (RegistrationFailedException e) {
            throw new ProblemException(ATTESTATION_REJECTED, "the library rejects the response: " + e.getMessage(), e);
        } catch (IOException | Base64UrlException | RuntimeException e) {
            throw CredentialJson.malformed("the library cannot parse the response: " + e.getMessage(), e);
        }
    }
}
