// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.problem;

import ee.passkeys.value.Words;

/** Problem codes of ceremonies and other requests: each has one public code and one public sentence. */
public enum ProblemCode {
    /** The request itself makes no sense. */
    MALFORMED_REQUEST("The request is malformed: a field is missing or has a wrong value."),
    /** The browser's answer cannot be read, or does not belong to what was asked. */
    MALFORMED_CREDENTIAL("The credential is malformed or does not belong to this ceremony."),
    /** The key is of a kind that was not asked for. */
    UNSUPPORTED_ALGORITHM("The authenticator created a key with an algorithm that was not requested."),
    /** The statement about the authenticator does not hold. */
    ATTESTATION_REJECTED("The attestation of the authenticator could not be verified."),
    /** Nobody is signed in. */
    NOT_SIGNED_IN("The request requires a sign-in."),
    /** The passkey does not open this door; why is for the log alone. */
    AUTHENTICATION_FAILED("The sign-in with this passkey failed."),
    /** The ceremony took place somewhere else. */
    FOREIGN_ORIGIN("The origin of the request is not allowed to use passkeys."),
    /** Visitors cannot make accounts here. */
    REGISTRATION_CLOSED("Registration of new accounts is closed."),
    /** The authenticator did not do what policy demands, or the caller may not have another passkey. */
    PASSKEY_NOT_ALLOWED("The policy of this application does not allow this passkey."),
    /** The caller cannot go on without a passkey. */
    PASSKEY_REQUIRED("The user must create a passkey before continuing."),
    /** The sign-in was too long ago. */
    STEP_UP_REQUIRED(
            "The request requires a recent authentication. Confirm with a passkey or sign in again, then retry."),
    /** The caller has no such passkey. */
    NO_SUCH_PASSKEY("The user has no passkey with this ID."),
    /** Nothing is kept of a user of that name; only operators learn that. */
    NO_SUCH_USER("The user is unknown to passkeys."),
    /** The user has no such code; only operators learn that. */
    NO_SUCH_CODE("The user has no enrollment code for this request."),
    /** Somebody has that passkey already. */
    PASSKEY_EXISTS("The passkey is already registered."),
    /** The name of the new account is not free. */
    NAME_TAKEN("The user name is already taken."),
    /** The last passkey is the only way into the account. */
    LAST_CREDENTIAL("The passkey is the only way to sign in to the account."),
    /** The user took too long. */
    CEREMONY_EXPIRED("The ceremony has expired. Start a new one."),
    /** The ceremony was answered before. */
    CEREMONY_SPENT("The ceremony was already completed. Start a new one."),
    /** The refresh token is worth nothing, or the client may not use it. */
    INVALID_GRANT("The refresh token is invalid, expired or revoked. Sign in with a passkey again."),
    /** The client did not prove that it holds its key. */
    INVALID_DPOP_PROOF("The DPoP proof is missing, invalid or was already used.");

    private final String sentence;

    ProblemCode(String sentence) {
        this.sentence = sentence;
    }

    /**
     * The code in a problem.
     *
     * @return such as {@code ceremony-expired}
     */
    public String code() {
        return Words.of(this);
    }

    /**
     * What the public may read: clear to the honest, and of no use to anybody else.
     *
     * @return one sentence
     */
    public String sentence() {
        return sentence;
    }
}
