// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.event;

import ee.passkeys.api.PasskeyEvent;

/** Recipient of events. Sending never fails. */
@FunctionalInterface
public interface Events {

    /**
     * Sends an event to all who observe it.
     *
     * @param event what happened
     */
    void send(PasskeyEvent event);
}
