// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.CredentialId;
import java.io.ByteArrayInputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Authenticator data, parsed completely.
 *
 * @param rpIdHash SHA-256 of the RP ID
 * @param flags the flag bits
 * @param signatureCount the signature counter
 * @param attested the new credential, null in an assertion
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data">§6.1. Authenticator Data</a>
 */
record AuthenticatorData(
        String rpIdHash,
        int flags,
        long signatureCount,
        @Nullable Attested attested) {

    private static final int USER_PRESENT = 0x01;
    private static final int USER_VERIFIED = 0x04;
    private static final int BACKUP_ELIGIBLE = 0x08;
    private static final int BACKED_UP = 0x10;
    private static final int ATTESTED = 0x40;
    private static final int EXTENSIONS = 0x80;

    private static final int KEY_TYPE = 1;
    private static final int ALGORITHM = 3;

    /**
     * A new credential.
     *
     * @param aaguid the model of the authenticator
     * @param id the credential id
     * @param algorithm the COSE algorithm of its key
     * @param keyType the COSE type of its key
     */
    record Attested(UUID aaguid, CredentialId id, int algorithm, int keyType) {

        private static final int OCTET_KEY_PAIR = 1;
        private static final int ELLIPTIC_CURVE = 2;
        private static final int RSA = 3;
        private static final int ALGORITHM_KEY_PAIR = 7;

        /** Whether a key of that type can sign by that algorithm. */
        boolean isKeyOfItsAlgorithm() {
            return switch (algorithm) {
                case -8, -19, -53 -> keyType == OCTET_KEY_PAIR;
                case -7, -35, -36 -> keyType == ELLIPTIC_CURVE;
                case -48, -49, -50 -> keyType == ALGORITHM_KEY_PAIR;
                default -> keyType == RSA;
            };
        }
    }

    /**
     * Reads the bytes.
     *
     * @throws ProblemException {@code malformed-credential} when they end too early or too late
     */
    static AuthenticatorData read(byte[] bytes) throws ProblemException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            byte[] rpIdHash = new byte[32];
            in.get(rpIdHash);
            int flags = in.get() & 0xff;
            long count = in.getInt() & 0xffffffffL;
            Attested attested = (flags & ATTESTED) == 0 ? null : attested(in);
            if ((flags & EXTENSIONS) != 0) {
                cbor(in);
            }
            if (in.hasRemaining()) {
                throw CredentialJson.malformed(in.remaining() + " bytes after the authenticator data", null);
            }
            return new AuthenticatorData(Base64Url.encode(rpIdHash), flags, count, attested);
        } catch (BufferUnderflowException | CBORException | IllegalArgumentException e) {
            throw CredentialJson.malformed("authenticator data: " + e.getMessage(), e);
        }
    }

    /** §6.5.1. Attested Credential Data. */
    private static Attested attested(ByteBuffer in) {
        UUID aaguid = new UUID(in.getLong(), in.getLong());
        byte[] id = new byte[in.getShort() & 0xffff];
        in.get(id);
        CBORObject key = cbor(in);
        return new Attested(aaguid, CredentialId.of(id), number(key, ALGORITHM), number(key, KEY_TYPE));
    }

    private static int number(CBORObject key, int label) {
        CBORObject number = key.get(label);
        if (number == null || !number.isNumber() || !number.CanValueFitInInt32()) {
            throw new IllegalArgumentException("the key has no number " + label);
        }
        return number.AsInt32Value();
    }

    /** Reads one CBOR map and moves on by its length. */
    private static CBORObject cbor(ByteBuffer in) {
        byte[] rest = new byte[in.remaining()];
        in.duplicate().get(rest);
        ByteArrayInputStream stream = new ByteArrayInputStream(rest);
        CBORObject object = CBORObject.Read(stream);
        if (object.getType() != CBORType.Map) {
            throw new IllegalArgumentException("no CBOR map");
        }
        in.position(in.limit() - stream.available());
        return object;
    }

    /** §7.1 step 14, §7.2 step 15: the RP ID is ours. */
    void checkRpId(String rpId, ProblemCode failure) throws ProblemException {
        byte[] expected = Hashes.sha256(rpId.getBytes(StandardCharsets.UTF_8));
        if (!Arrays.equals(expected, Base64Url.decode(rpIdHash))) {
            throw new ProblemException(failure, "the RP ID is not " + rpId);
        }
    }

    /** §7.1 step 17, §7.2 step 18: what is backed up can be. */
    void checkBackupState(ProblemCode failure) throws ProblemException {
        if (backedUp() && !backupEligible()) {
            throw new ProblemException(failure, "the passkey is backed up but not backup eligible");
        }
    }

    boolean userPresent() {
        return (flags & USER_PRESENT) != 0;
    }

    boolean userVerified() {
        return (flags & USER_VERIFIED) != 0;
    }

    boolean backupEligible() {
        return (flags & BACKUP_ELIGIBLE) != 0;
    }

    boolean backedUp() {
        return (flags & BACKED_UP) != 0;
    }
}
