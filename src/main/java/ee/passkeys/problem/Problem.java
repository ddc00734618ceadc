// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.problem;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Problem details of a rejected request, for the public.
 *
 * @param code the code by which clients tell refusals apart, such as {@code ceremony-expired}
 * @param status the HTTP status
 * @param sentence what people may read
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 */
public record Problem(String code, int status, String sentence) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * The problem of a refused ceremony.
     *
     * @param failure why it was refused
     * @return the problem, with the status of that failure
     */
    public static Problem of(ProblemCode failure) {
        return new Problem(failure.code(), status(failure), failure.sentence());
    }

    /**
     * The problem as JSON.
     *
     * @return a new object
     */
    public ObjectNode toJson() {
        return Json.object()
                .put("type", "urn:passkeys:problem:" + code)
                .put("title", code.replace('-', ' '))
                .put("status", status)
                .put("detail", sentence)
                .put("code", code);
    }

    private static int status(ProblemCode failure) {
        return switch (failure) {
            case MALFORMED_REQUEST,
                    MALFORMED_CREDENTIAL,
                    UNSUPPORTED_ALGORITHM,
                    ATTESTATION_REJECTED,
                    INVALID_GRANT,
                    INVALID_DPOP_PROOF -> 400;
            case NOT_SIGNED_IN, AUTHENTICATION_FAILED -> 401;
            case FOREIGN_ORIGIN, REGISTRATION_CLOSED, PASSKEY_NOT_ALLOWED, PASSKEY_REQUIRED, STEP_UP_REQUIRED -> 403;
            case NO_SUCH_PASSKEY, NO_SUCH_USER, NO_SUCH_CODE -> 404;
            case PASSKEY_EXISTS, NAME_TAKEN, LAST_CREDENTIAL -> 409;
            case CEREMONY_EXPIRED, CEREMONY_SPENT -> 410;
        };
    }
}
