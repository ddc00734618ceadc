// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.problem.ProblemCode.AUTHENTICATION_FAILED;

import com.yubico.webauthn.AssertionResult;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.data.exception.Base64UrlException;
import com.yubico.webauthn.exception.AssertionFailedException;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.config.UserVerification;
import ee.passkeys.credential.Passkey;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.Origin;
import java.io.IOException;
import java.time.Clock;

/**
 * Verifies the response of an authentication ceremony against the ceremony and the passkey.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion">§7.2. Verifying an Authentication Assertion</a>
 */
final class AssertionVerifier {

    private final RelyingPartySettings relyingParty;
    private final Clock clock;

    AssertionVerifier(RelyingPartySettings relyingParty, Clock clock) {
        this.relyingParty = relyingParty;
        this.clock = clock;
    }

    /**
     * Verifies the answer.
     *
     * @param ceremony what it answers
     * @param answer the answer, read
     * @param passkey the stored passkey of the answer's id
     * @return what the authenticator said, whose counter is still to be compared, and where
     * @throws ProblemException when any step fails
     */
    Verified verify(Ceremony ceremony, AssertionAnswer answer, Passkey passkey) throws ProblemException {
        checkPasskey(passkey);
        checkOwner(ceremony, answer, passkey);

        ClientData clientData = ClientData.read(answer.clientDataJson());
        clientData.checkType("webauthn.get", AUTHENTICATION_FAILED);
        clientData.checkChallenge(ceremony.challenge(), AUTHENTICATION_FAILED);
        Origin origin = clientData.checkOrigin(relyingParty, ceremony.origin());
        clientData.checkFrame(relyingParty);

        AuthenticatorData data = AuthenticatorData.read(answer.authenticatorData());
        data.checkRpId(relyingParty.id(), AUTHENTICATION_FAILED);
        checkUser(ceremony, data);
        data.checkBackupState(AUTHENTICATION_FAILED);
        checkBackupEligibility(passkey, data);
        verifyWithLibrary(ceremony, answer, passkey, origin);
        return new Verified(data, origin);
    }

    /**
     * An answer that was found right.
     *
     * @param data what the authenticator said
     * @param origin where the ceremony took place
     */
    record Verified(AuthenticatorData data, Origin origin) {}

    /** A disabled passkey signs nobody in, nor one of another RP ID. */
    private void checkPasskey(Passkey passkey) throws ProblemException {
        checkEnabled(passkey);
        if (!passkey.rpId().equals(relyingParty.id())) {
            throw new ProblemException(
                    AUTHENTICATION_FAILED,
                    "the passkey belongs to the RP ID " + passkey.rpId() + ", not " + relyingParty.id());
        }
    }

    static void checkEnabled(Passkey passkey) throws ProblemException {
        if (passkey.forged()) {
            throw new ProblemException(AUTHENTICATION_FAILED, "the row of the passkey has no seal or a wrong one");
        }
        if (passkey.disabled()) {
            throw new ProblemException(AUTHENTICATION_FAILED, "the passkey is disabled");
        }
    }

    /** §7.2 step 6: the passkey belongs to the user the ceremony is for, and to the one the authenticator names; one of them is known. */
    private static void checkOwner(Ceremony ceremony, AssertionAnswer answer, Passkey passkey) throws ProblemException {
        String name = ceremony.name();
        if (name == null && answer.userHandle().isEmpty()) {
            throw new ProblemException(
                    AUTHENTICATION_FAILED, "neither the ceremony nor the response identifies the user");
        }
        if (name != null && !ceremony.users().same(name, passkey.caller())) {
            throw new ProblemException(
                    AUTHENTICATION_FAILED, "the passkey does not belong to the user of the ceremony");
        }
        boolean sameHandle = answer.userHandle()
                .map(handle -> Hashes.same(handle, passkey.owner().bytes()))
                .orElse(true);
        if (!sameHandle) {
            throw new ProblemException(AUTHENTICATION_FAILED, "the user handle does not match the owner");
        }
    }

    /** §7.2 steps 16 and 17: the user was there, and was verified if that is required. */
    private static void checkUser(Ceremony ceremony, AuthenticatorData data) throws ProblemException {
        if (!data.userPresent()) {
            throw new ProblemException(AUTHENTICATION_FAILED, "the user was not present");
        }
        if (ceremony.userVerification() == UserVerification.REQUIRED && !data.userVerified()) {
            throw new ProblemException(AUTHENTICATION_FAILED, "the user was not verified");
        }
    }

    /** §7.2 step 19: backup eligibility never changes. */
    private static void checkBackupEligibility(Passkey passkey, AuthenticatorData data) throws ProblemException {
        if (passkey.backupEligible() != data.backupEligible()) {
            throw new ProblemException(AUTHENTICATION_FAILED, "backup eligibility has changed");
        }
    }

    /** All of §7.2 once more, and steps 20 and 21: the signature. The counter is compared when it is written. */
    private void verifyWithLibrary(Ceremony ceremony, AssertionAnswer answer, Passkey passkey, Origin origin)
            throws ProblemException {
        try {
            AssertionResult result = YubicoBridge.relyingParty(
                            relyingParty, origin, new SingleCredentialRepository(passkey), clock)
                    .finishAssertion(FinishAssertionOptions.builder()
                            .request(YubicoBridge.assertionRequest(ceremony, relyingParty, passkey))
                            .response(YubicoBridge.assertion(answer))
                            .build());
            if (!result.isSuccess()) {
                throw new ProblemException(AUTHENTICATION_FAILED, "the library rejects the response");
            }
        } catch (AssertionFailedException | IOException | Base64UrlException | RuntimeException e) {
            throw new ProblemException(AUTHENTICATION_FAILED, "the library rejects the response: " + e.getMessage(), e);
        }
    }
}
