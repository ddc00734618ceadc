// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.event.Events;
import ee.passkeys.problem.ProblemException;
import java.time.Clock;

/**
 * Reports rejections, so that each is in the audit log: of ceremonies that begin or end, and of changes of passkeys.
 *
 * @param events where they are reported
 * @param clock the server's
 */
record Refusals(Events events, Clock clock) {

    /**
     * What may be refused.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    interface Step<T> {

        /**
         * Does it.
         *
         * @throws ProblemException when refused
         */
        T run() throws ProblemException;
    }

    /** Does a step, and reports its refusal. */
    <T> T reporting(String kind, Step<T> step) throws ProblemException {
        try {
            return step.run();
        } catch (ProblemException e) {
            String detail = String.valueOf(e.getMessage());
            events.send(
                    new PasskeyEvent.Refused(clock.instant(), kind, e.failure().code(), detail));
            throw e;
        }
    }
}
