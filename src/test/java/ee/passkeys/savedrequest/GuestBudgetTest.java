// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.savedrequest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.MutableClock;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What guests have sent is kept")
class GuestBudgetTest {

    private static final int BYTES = SavedRequest.MOST_BYTES_OF_GUESTS;

    private final MutableClock clock = new MutableClock();
    private final GuestBudget budget = new GuestBudget(clock);

    @Test
    void inTotalOnlyUpToABound() {
        assertThat(kept(i -> "10.0." + i / 200 + "." + i % 200)).isBetween(500, GuestBudget.MOST_BYTES / BYTES);
    }

    @Test
    void ofOneAddressOnlyUpToABound() {
        assertThat(kept(i -> "10.0.0.1")).isBetween(100, GuestBudget.MOST_BYTES_OF_ADDRESS / BYTES);
        assertThat(budget.take("10.0.0.2", BYTES)).isTrue();
    }

    @Test
    void ofOneNetworkOfIpv6AsOfOneAddress() {
        assertThat(kept(i -> "2001:db8::1:" + Integer.toHexString(i)))
                .isLessThanOrEqualTo(GuestBudget.MOST_BYTES_OF_ADDRESS / BYTES);
        assertThat(budget.take("2001:db8:0:1::1", BYTES)).isTrue();
    }

    @Test
    void againWhenWhatWasKeptIsGone() {
        kept(i -> "10.0.0.1");
        clock.advance(Duration.ofHours(1));

        assertThat(budget.take("10.0.0.1", BYTES)).isTrue();
    }

    private int kept(IntFunction<String> address) {
        return (int) IntStream.range(0, 11_526)
                .filter(i -> budget.take(address.apply(i), BYTES))
                .count();
    }
}
