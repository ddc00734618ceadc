// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.token;

import java.io.Serial;

/** Exception for a token or proof that is rejected. The message is for the log; the public gets the error code of OAuth only. */
public final class TokenException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The error code of RFC 6749, RFC 6750 or RFC 9449. */
    private final String error;

    private TokenException(String error, String detail) {
        super(detail);
        this.error = error;
    }

    /**
     * Rejects an access token.
     *
     * @param detail what was found, for the log
     * @return {@code invalid_token}
     */
    public static TokenException invalidToken(String detail) {
        return new TokenException("invalid_token", detail);
    }

    static TokenException invalidProof(String detail) {
        return new TokenException("invalid_dpop_proof", detail);
    }

    static TokenException invalidGrant(String detail) {
        return new TokenException("invalid_grant", detail);
    }

    /**
     * Returns the error code.
     *
     * @return such as {@code invalid_token}
     */
    public String error() {
        return error;
    }
}
