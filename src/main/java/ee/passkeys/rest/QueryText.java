// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parameters of a query, which are texts until they are read here. */
final class QueryText {

    private QueryText() {}

    /**
     * Reads a number.
     *
     * @throws ProblemException {@code malformed-request} when it is none from 1 to the most
     */
    static int count(String name, String text, int most) throws ProblemException {
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > most) {
            throw malformed(name + " is not a number from 1 to " + most);
        }
        return Integer.parseInt(text);
    }

    /**
     * Reads a moment, if there is one.
     *
     * @throws ProblemException {@code malformed-request} when it is none
     */
    static Optional<Instant> moment(@Nullable String text) throws ProblemException {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw malformed("not a time");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemCode.MALFORMED_REQUEST, detail);
    }
}
