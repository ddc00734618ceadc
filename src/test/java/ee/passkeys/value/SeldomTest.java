// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<Long> lines = new ArrayList<>();
    private final Seldom seldom = new Seldom(nanos::get);

    @Test
    void logsOnceAMinuteAndCountsTheRest() {
        for (int call = 0; call < 100; call++) {
            seldom.log(lines::add);
        }
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        seldom.log(lines::add);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        seldom.log(lines::add);

        assertThat(lines).containsExactly(0L, 100L);
    }
}
