// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.testkit.TestPasskeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is opened when it is needed")
class RetryingInitializerTest {

    private final List<Duration> tries = new ArrayList<>();
    private final SettableClock clock = new SettableClock();
    private RuntimeException fault;
    private final RetryingInitializer<String> opening = new RetryingInitializer<>(
            patience -> {
                tries.add(patience);
                if (fault != null) {
                    throw fault;
                }
                return "open";
            },
            clock);

    @Test
    void isOpenedOnce() {
        assertThat(opening.now()).isEqualTo("open");
        assertThat(opening.now()).isEqualTo("open");

        assertThat(tries).hasSize(1);
    }

    @Test
    void hasMorePatienceAtTheStartOfTheApplicationThanForARequest() {
        fault = new StoreUnavailableException("away");
        assertRefused();
        clock.now = clock.now.plusSeconds(5);
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(opening::atStart);

        assertThat(tries.get(0)).isLessThan(Duration.ofSeconds(5));
        assertThat(tries.get(1)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void isNotTriedAgainBeforeSecondsHavePassed() {
        fault = new StoreUnavailableException("the tables are outdated");
        assertRefused();
        fault = null;
        clock.now = clock.now.plusMillis(4999);
        assertRefused();

        assertThat(tries).hasSize(1);
    }

    @Test
    void isTriedAgainAfterwards() {
        fault = new StoreUnavailableException("the tables are outdated");
        assertRefused();
        fault = null;
        clock.now = clock.now.plusSeconds(5);

        assertThat(opening.now()).isEqualTo("open");
    }

    @Test
    void isTriedAgainWhenTheClockWasPutBack() {
        fault = new StoreUnavailableException("the tables are outdated");
        assertRefused();
        fault = null;
        clock.now = clock.now.minusSeconds(3600);

        assertThat(opening.now()).isEqualTo("open");
    }

    @Test
    void isUnavailableWhateverGoesWrong() {
        fault = new IllegalStateException("the provider is not there");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(opening::now)
                .withMessageContaining("the provider is not there")
                .withCause(fault);
    }

    @Test
    void keepsNobodyWaitingForLongWhileSomebodyElseTries() throws Exception {
        CountDownLatch tried = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        RetryingInitializer<String> slow = new RetryingInitializer<>(
                patience -> {
                    tried.countDown();
                    await(answered);
                    return "open";
                },
                clock);
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            Future<String> first = threads.submit(slow::atStart);
            tried.await();
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(slow::now)
                    .withMessageContaining("being opened");
            answered.countDown();
            assertThat(first.get()).isEqualTo("open");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void isNotOpenedAfterItsEnd() {
        opening.now();

        assertThat(opening.end()).contains("open");
        assertThat(opening.end()).isEmpty();
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(opening::now)
                .withMessageContaining("closed");
        assertThat(tries).hasSize(1);
    }

    private void assertRefused() {
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(opening::now);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class SettableClock extends Clock {

        private Instant now = TestPasskeys.NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
