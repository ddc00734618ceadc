// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.savedrequest;

import ee.passkeys.value.Network;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Budget for the requests of guests that are saved, in total and per address; an IPv6 client has a whole /64. What is kept counts for
 * longer than it can go on, because the session that holds it lives longer. Safe for use by many threads.
 */
final class GuestBudget {

    static final int MOST_BYTES = 8 * 1024 * 1024;
    static final int MOST_BYTES_OF_ADDRESS = MOST_BYTES / 4;

    /** A session and what is around a body. */
    private static final int OVERHEAD = 1024;

    private static final Duration COUNTED = Duration.ofMinutes(45);
    private final Clock clock;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private final Map<String, Integer> ofAddress = new HashMap<>();
    private int total;

    GuestBudget(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes from the budget.
     *
     * @param address the client's
     * @param bytes how much is to be kept
     * @return false where it would be too much
     */
    synchronized boolean take(String address, int bytes) {
        Instant now = clock.instant();
        giveBack(now);
        String network = Network.of(address);
        int size = bytes + network.length() + OVERHEAD;
        if (total + size > MOST_BYTES || ofAddress.getOrDefault(network, 0) + size > MOST_BYTES_OF_ADDRESS) {
            return false;
        }
        kept.add(new Kept(network, size, now.plus(COUNTED)));
        ofAddress.merge(network, size, Integer::sum);
        total += size;
        return true;
    }

    private void giveBack(Instant now) {
        while (!kept.isEmpty() && !kept.peek().until().isAfter(now)) {
            Kept old = kept.remove();
            total -= old.size();
            ofAddress.computeIfPresent(
                    old.network(), (network, sum) -> sum.equals(old.size()) ? null : Integer.valueOf(sum - old.size()));
        }
    }

    private record Kept(String network, int size, Instant until) {}
}
