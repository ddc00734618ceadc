// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.event;

/** Where events are sent. Sending never fails. */
@FunctionalInterface
public interface Events {

    /**
     * Sends an event to all who observe it.
     *
     * @param event what happened
     */
    void send(PasskeyEvent event);
}
