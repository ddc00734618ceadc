// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.value.CredentialId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventRelayTest {

    private static final PasskeyEvent EVENT =
            new PasskeyEvent.Removed(Instant.EPOCH, "ann", new CredentialId("AQIDBAUGBwgJCgsMDQ4PEA"));

    private final List<PasskeyEvent> audited = new ArrayList<>();
    private final List<PasskeyEvent> observed = new ArrayList<>();

    @Test
    void tellsEachReceiverInTurn() {
        new EventRelay(List.of(audited::add, observed::add)).send(EVENT);

        assertThat(audited).containsExactly(EVENT);
        assertThat(observed).containsExactly(EVENT);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                IllegalStateException.class,
                NoClassDefFoundError.class,
                AssertionError.class,
                StackOverflowError.class
            })
    void doesNotLetAnyOfThemSilenceTheOthersOrTheSender(Class<? extends Throwable> failure) {
        EventRelay relay = new EventRelay(List.of(
                audited::add,
                event -> {
                    throw thrown(failure);
                },
                observed::add));

        assertThatCode(() -> relay.send(EVENT)).doesNotThrowAnyException();
        assertThat(audited).containsExactly(EVENT);
        assertThat(observed).containsExactly(EVENT);
    }

    /** Anybody is refused as often as they like. */
    @Test
    void saysOnceAMinuteThatOneOfThemFails() {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger(EventRelay.class.getName());
        log.addHandler(handler);
        try {
            EventRelay relay = new EventRelay(List.of(event -> {
                throw new IllegalStateException();
            }));
            for (int i = 0; i < 100; i++) {
                relay.send(EVENT);
            }
        } finally {
            log.removeHandler(handler);
        }
        assertThat(lines).singleElement().asString().contains("An observer of PasskeyEvent failed");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException thrown(Class<? extends Throwable> failure) throws T {
        try {
            throw (T) failure.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
