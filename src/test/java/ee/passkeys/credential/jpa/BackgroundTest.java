// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundTest {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Background background = new Background(Optional.of(thread));

    @AfterEach
    void endThread() {
        thread.shutdownNow();
    }

    @Test
    void doesOnePieceForAllWhoAskWhileItWaits() throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        CountDownLatch again = new CountDownLatch(1);
        background.later(Duration.ofMillis(200), done::incrementAndGet);
        background.later(Duration.ZERO, done::incrementAndGet);
        thread.schedule(() -> background.later(Duration.ZERO, again::countDown), 201, TimeUnit.MILLISECONDS);

        assertThat(again.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(done).hasValue(1);
    }

    @Test
    void doesNothingAfterItsEnd() throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        background.later(Duration.ofSeconds(1), done::incrementAndGet);
        background.end();
        background.later(Duration.ZERO, done::incrementAndGet);

        thread.shutdown();
        assertThat(thread.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(done).hasValue(0);
    }

    @Test
    void isNothingWhereTheServerHasNoThreads() {
        Background.none().later(Duration.ZERO, () -> {
            throw new AssertionError();
        });
    }
}
