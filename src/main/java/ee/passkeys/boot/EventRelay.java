// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.event.Events;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.Seldom;
import java.util.List;
import java.util.function.Consumer;

/** Sends each event to its recipients in turn; a failing recipient does not affect the next one. */
final class EventRelay implements Events {

    private static final System.Logger LOG = ApplicationLog.of(EventRelay.class);

    private final List<Consumer<PasskeyEvent>> receivers;
    private final Seldom failures = new Seldom();

    /** Takes the receivers in their order: the audit log comes before the observers of the application. */
    EventRelay(List<Consumer<PasskeyEvent>> receivers) {
        this.receivers = List.copyOf(receivers);
    }

    @Override
    public void send(PasskeyEvent event) {
        receivers.forEach(receiver -> send(event, receiver));
    }

    /**
     * Code of the application may fail in any way, with an old class for example; what happened is stored by then, and stays. Anybody brings
     * an event about, as often as they like.
     */
    private void send(PasskeyEvent event, Consumer<PasskeyEvent> receiver) {
        try {
            receiver.accept(event);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            failures.log(LOG, System.Logger.Level.ERROR, "An observer of PasskeyEvent failed", e);
        }
    }
}
