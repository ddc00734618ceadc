// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import java.util.Locale;

/** The ways a ceremony, or a call about passkeys, can be refused: each has one public code and one public sentence. */
public enum CeremonyFailure {
    /** The request itself makes no sense. */
    MALFORMED_REQUEST("The request is not one this service understands."),
    /** The browser's answer cannot be read, or does not belong to what was asked. */
    MALFORMED_CREDENTIAL("The answer of the browser cannot be used."),
    /** The key is of a kind that was not asked for. */
    UNSUPPORTED_ALGORITHM("The authenticator made a kind of key that was not asked for."),
    /** The statement about the authenticator does not hold. */
    ATTESTATION_REJECTED("What the authenticator says of itself could not be verified."),
    /** Nobody is signed in. */
    NOT_SIGNED_IN("Sign in first."),
    /** The passkey does not open this door; why is for the log alone. */
    AUTHENTICATION_FAILED("This passkey could not be used to sign in."),
    /** The ceremony took place somewhere else. */
    FOREIGN_ORIGIN("This address is not set up for passkeys."),
    /** Visitors cannot make accounts here. */
    REGISTRATION_CLOSED("New accounts cannot be made here."),
    /** The authenticator did not do what policy demands, or the caller may not have another passkey. */
    PASSKEY_NOT_ALLOWED("This passkey does not meet the rules of this site."),
    /** The caller cannot go on without a passkey. */
    PASSKEY_REQUIRED("A passkey is needed here from now on."),
    /** The sign-in was too long ago. */
    STEP_UP_REQUIRED("Confirm that it is you, then try again."),
    /** The caller has no such passkey. */
    NO_SUCH_PASSKEY("There is no such passkey."),
    /** Somebody has that passkey already. */
    PASSKEY_EXISTS("This passkey is registered already."),
    /** The name of the new account is not free. */
    NAME_TAKEN("This name is taken."),
    /** The last passkey is the only way into the account. */
    LAST_CREDENTIAL("This is the only way to sign in to the account."),
    /** The user took too long. */
    CEREMONY_EXPIRED("This took too long. Try again."),
    /** The ceremony was answered before. */
    CEREMONY_SPENT("This was answered already. Try again.");

    private final String sentence;

    CeremonyFailure(String sentence) {
        this.sentence = sentence;
    }

    /**
     * The code in a problem.
     *
     * @return such as {@code ceremony-expired}
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
