// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.problem.Problem;
import java.io.Serial;

/** Thrown when a call is refused before any ceremony. */
final class RefusedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What the public may know. */
    private final transient Problem problem;

    /** When to come back, in seconds; 0 says nothing of it. */
    private final long retryAfter;

    RefusedException(Problem problem) {
        this(problem, 0);
    }

    RefusedException(Problem problem, long retryAfter) {
        super(problem.code());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    Problem problem() {
        return problem;
    }

    long retryAfter() {
        return retryAfter;
    }
}
