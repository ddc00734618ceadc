// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upokecenter.cbor.CBORObject;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Faults of an answer of the software authenticator, for tests of a server that must refuse it.
 *
 * @param clientData changes the client data before it is signed
 * @param clientDataBytes changes its bytes before they are signed
 * @param authenticatorData changes the authenticator data before it is signed
 * @param sentAuthenticatorData changes the authenticator data after it was signed
 * @param attestation changes the attestation object
 * @param attestationBytes changes its bytes
 * @param signature changes the signature
 * @param answer changes the JSON that is sent
 * @since 0.1
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion">§7.2. Verifying an Authentication Assertion</a>
 */
public record Tampering(
        Consumer<ObjectNode> clientData,
        UnaryOperator<byte[]> clientDataBytes,
        UnaryOperator<byte[]> authenticatorData,
        UnaryOperator<byte[]> sentAuthenticatorData,
        Consumer<CBORObject> attestation,
        UnaryOperator<byte[]> attestationBytes,
        UnaryOperator<byte[]> signature,
        Consumer<ObjectNode> answer) {

    /** Nothing is wrong. */
    public static final Tampering NONE = new Tampering(
            json -> {},
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            cbor -> {},
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            json -> {});

    /**
     * Changes the client data before it is signed.
     *
     * @param change what to change
     * @return a fault for {@link SoftAuthenticator#tampering}
     */
    public static Tampering ofClientData(Consumer<ObjectNode> change) {
        return new Tampering(
                change,
                NONE.clientDataBytes,
                NONE.authenticatorData,
                NONE.sentAuthenticatorData,
                NONE.attestation,
                NONE.attestationBytes,
                NONE.signature,
                NONE.answer);
    }

    /**
     * Changes the bytes of the client data before they are signed.
     *
     * @param change what to change
     * @return a fault for {@link SoftAuthenticator#tampering}
     */
    public static Tampering ofClientDataBytes(UnaryOperator<byte[]> change) {
        return new Tampering(
                NONE.clientData,
                change,
                NONE.authenticatorData,
                NONE.sentAuthenticatorData,
                NONE.attestation,
                NONE.attestationBytes,
                NONE.signature,
                NONE.answer);
    }

    /**
     * Changes the authenticator data before it is signed.
     *
     * @param change what to change
     * @return a fault for {@link SoftAuthenticator#tampering}
     */
    public static Tampering ofAuthenticatorData(UnaryOperator<byte[]> change) {
        return new Tampering(
                NONE.clientData,
                NONE.clientDataBytes,
                change,
                NONE.sentAuthenticatorData,
                NONE.attestation,
                NONE.attestationBytes,
                NONE.signature,
                NONE.answer);
    }

    /**
     * Changes the authenticator data after it was signed.
     *
     * @param change what to change
     * @return a fault for {@link SoftAuthenticator#tampering}
     */
    public static Tampering ofSentAuthenticatorData(UnaryOperator<byte[]> change) {
        return new Tampering(
                NONE.clientData,
                NONE.clientDataBytes,
                NONE.authenticatorData,
                change,
                NONE.attestation,
                NONE.attestationBytes,
                NONE.signature,
                NONE.answer);
    }

    /**
     * Changes the attestation object.
     *
     * @param change what to change
     * @return a fault for {@link SoftAuthenticator#tampering}
     */
    public static Tampering ofAttestation(Consumer<CBORObject> change) {
        return new Tampering(
                NONE.clientData,
                NONE.clientDataBytes,
                NONE.authenticatorData,
                NONE.sentAuthenticatorData,
                change,
                NONE.attestationBytes,
                NONE.signature,
                NONE.answer);
    }

    /**
     * Changes the bytes of the attestation object.
     *
     * @param change what to change
     * @return a fault for {@link SoftAuthenticator#tampering}
     */
    public static Tampering ofAttestationBytes(UnaryOperator<byte[]> change) {
        return new Tampering(
                NONE.clientData,
                NONE.clientDataBytes,
                NONE.authenticatorData,
                NONE.sentAuthenticatorData,
                NONE.attestation,
                change,
                NONE.signature,
                NONE.answer);
    }

    /**
     * Changes the signature.
     *
     * @param change what to change
     * @return a fault for {@link SoftAuthenticator#tampering}
     */
    public static Tampering ofSignature(UnaryOperator<byte[]> change) {
        return new Tampering(
                NONE.clientData,
                NONE.clientDataBytes,
                NONE.authenticatorData,
                NONE.sentAuthenticatorData,
                NONE.attestation,
                NONE.attestationBytes,
                change,
                NONE.answer);
    }

    /**
     * Changes the JSON that is sent.
     *
     * @param change what to change
     * @return a fault for {@link SoftAuthenticator#tampering}
     */
    public static Tampering ofAnswer(Consumer<ObjectNode> change) {
        return new Tampering(
                NONE.clientData,
                NONE.clientDataBytes,
                NONE.authenticatorData,
                NONE.sentAuthenticatorData,
                NONE.attestation,
                NONE.attestationBytes,
                NONE.signature,
                change);
    }
}
