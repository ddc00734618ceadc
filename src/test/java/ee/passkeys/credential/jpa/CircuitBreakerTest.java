// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.testkit.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private final MutableClock clock = new MutableClock();
    private int probes;
    private final CircuitBreaker breaker = new CircuitBreaker(clock, Duration.ZERO, () -> probes++);

    @Test
    void opensAfterFailuresInARow() {
        failTwice();
        succeed();
        failTwice();

        fail();

        assertIsOpen();
    }

    @Test
    void staysOpenForAWhileAndTriesOnceThen() {
        failTwice();
        fail();
        clock.advance(CircuitBreaker.REST.minusMillis(1));
        assertIsOpen();
        clock.advance(Duration.ofMillis(1));

        try (CircuitBreaker.Call trial = breaker.begin()) {
            assertIsOpen();
            trial.fail();
        }

        assertIsOpen();
        clock.advance(CircuitBreaker.REST);
        succeed();
        assertIsClosed();
        failTwice();
        assertIsClosed();
    }

    @Test
    void opensAfterOneFailureThatTookLong() {
        CircuitBreaker.Call call = breaker.begin();
        clock.advance(CircuitBreaker.PATIENCE);
        call.fail();
        call.close();

        assertIsOpen();
    }

    @Test
    void letsASlowCallBeThatSucceeds() {
        CircuitBreaker.Call call = breaker.begin();
        clock.advance(CircuitBreaker.PATIENCE);
        call.close();

        assertIsClosed();
    }

    @Test
    void opensAsSoonAsACallHangsAndForgetsIt() {
        CircuitBreaker.Call hanging = breaker.begin();
        clock.advance(CircuitBreaker.PATIENCE);

        assertIsOpen();
        clock.advance(CircuitBreaker.REST);
        succeed();
        assertIsClosed();
        hanging.fail();
        hanging.close();
        assertIsClosed();
    }

    @Test
    void takesNoCallForOneThatHangsWhereTheWholeProcessStoodStill() throws Exception {
        CircuitBreaker patient = new CircuitBreaker(clock, Duration.ofSeconds(30), () -> {});
        CircuitBreaker.Call first = patient.begin();
        CircuitBreaker.Call second = patient.begin();
        clock.advance(CircuitBreaker.PATIENCE);
        Thread other = new Thread(() -> patient.begin().close());
        other.start();
        while (other.isAlive() && other.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        first.close();
        second.close();

        other.join(30_000);
        assertThat(patient.isOpen()).isFalse();
        patient.begin().close();
    }

    @Test
    void triesAgainWhereATrialHangs() {
        failTwice();
        fail();
        clock.advance(CircuitBreaker.REST);
        CircuitBreaker.Call trial = breaker.begin();
        clock.advance(CircuitBreaker.PATIENCE);

        assertIsOpen();
        clock.advance(CircuitBreaker.REST);
        succeed();
        trial.close();
        assertIsClosed();
    }

    @Test
    void opensNoLaterForAClockThatWasPutBack() {
        failTwice();
        fail();
        clock.advance(Duration.ofDays(-1));

        succeed();
        assertIsClosed();
    }

    @Test
    void letsOneOfManyTry() throws Exception {
        failTwice();
        fail();
        clock.advance(CircuitBreaker.REST);

        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> attempt = () -> {
                try {
                    breaker.begin();
                    return true;
                } catch (StoreUnavailableException e) {
                    return false;
                }
            };
            List<Future<Boolean>> attempts =
                    threads.invokeAll(Stream.generate(() -> attempt).limit(100).toList());
            int tried = 0;
            for (Future<Boolean> one : attempts) {
                tried += one.get() ? 1 : 0;
            }
            assertThat(tried).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void asksForATrialItself() {
        failTwice();
        assertThat(probes).isZero();
        fail();
        assertThat(probes).isEqualTo(1);

        clock.advance(CircuitBreaker.REST);
        fail();

        assertThat(probes).isEqualTo(2);
    }

    @Test
    void letsThoseWhoComeMeanwhileWaitForTheTrial() throws Exception {
        CircuitBreaker patient = new CircuitBreaker(clock, Duration.ofSeconds(30), () -> {});
        for (int i = 0; i < CircuitBreaker.FAILURES; i++) {
            CircuitBreaker.Call call = patient.begin();
            call.fail();
            call.close();
        }
        clock.advance(CircuitBreaker.REST);
        CircuitBreaker.Call trial = patient.begin();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> others = Stream.generate(() -> threads.submit(() -> {
                        patient.begin().close();
                        return true;
                    }))
                    .limit(8)
                    .toList();
            trial.close();

            for (Future<Boolean> other : others) {
                assertThat(other.get(30, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void failTwice() {
        fail();
        fail();
    }

    private void fail() {
        try (CircuitBreaker.Call call = breaker.begin()) {
            call.fail();
        }
    }

    private void succeed() {
        breaker.begin().close();
    }

    private void assertIsClosed() {
        breaker.begin().close();
        breaker.begin().close();
    }

    private void assertIsOpen() {
        assertThatThrownBy(breaker::begin).isInstanceOf(StoreUnavailableException.class);
    }
}
