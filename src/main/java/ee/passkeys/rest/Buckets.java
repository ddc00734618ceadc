// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.hash.HashCode;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Rate limiter that counts requests per key and minute. The size of all is known: who comes with more keys pushes out the oldest. */
final class Buckets {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** With some 500 bytes each. */
    private static final int MOST_WATCHED = 20_000;

    private final LoadingCache<HashCode, Bucket> buckets;

    Buckets(int perMinute) {
        this.buckets = CacheBuilder.newBuilder()
                .maximumSize(MOST_WATCHED)
                .expireAfterAccess(PERIOD.multipliedBy(2))
                .build(CacheLoader.from(() -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD))
                        .build()));
    }

    /** Counts a request, and returns the seconds until it is allowed; 0 for now. */
    long secondsToWait(HashCode key) {
        ConsumptionProbe probe = buckets.getUnchecked(key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
    }

    long size() {
        return buckets.size();
    }
}
