// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.event.Events;
import ee.passkeys.event.PasskeyEvent;
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
         * @throws CeremonyException when refused
         */
        T run() throws CeremonyException;
    }

    /** Does a step, and reports its refusal. */
    <T> T reporting(String kind, Step<T> step) throws CeremonyException {
        try {
            return step.run();
        } catch (CeremonyException e) {
            String detail = String.valueOf(e.getMessage());
            events.send(
                    new PasskeyEvent.Refused(clock.instant(), kind, e.failure().code(), detail));
            throw e;
        }
    }
}
