// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.problem;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Exception for a rejected ceremony. The message is for the log; the public gets the code and its sentence only. */
public final class ProblemException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Why, as the public may know it. */
    private final ProblemCode failure;

    /** Whether the passkey is not known here. */
    private final boolean unknownCredential;

    /**
     * Refuses, with a reason for the log.
     *
     * @param failure why, as the public may know it
     * @param detail what was found and what was expected, for the log
     */
    public ProblemException(ProblemCode failure, String detail) {
        this(failure, detail, null, false);
    }

    /**
     * Refuses because of another exception.
     *
     * @param failure why, as the public may know it
     * @param detail what was found and what was expected, for the log
     * @param cause what was thrown, or null
     */
    public ProblemException(ProblemCode failure, String detail, @Nullable Throwable cause) {
        this(failure, detail, cause, false);
    }

    private ProblemException(ProblemCode failure, String detail, @Nullable Throwable cause, boolean unknownCredential) {
        super(detail, cause);
        this.failure = failure;
        this.unknownCredential = unknownCredential;
    }

    /**
     * Refuses a passkey that was never here, or was removed: the browser may take it off its list.
     *
     * @param detail what was found, for the log
     * @return an authentication failure
     */
    public static ProblemException unknownCredential(String detail) {
        return new ProblemException(ProblemCode.AUTHENTICATION_FAILED, detail, null, true);
    }

    /**
     * Why, as the public may know it.
     *
     * @return the failure, which has code and sentence
     */
    public ProblemCode failure() {
        return failure;
    }

    /**
     * Whether the passkey is not known here, so that the client can tell the browser.
     *
     * @return true only for a login with a passkey that nobody has
     */
    public boolean isUnknownCredential() {
        return unknownCredential;
    }
}
