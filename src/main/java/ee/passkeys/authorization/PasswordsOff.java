// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.time.Duration;

/**
 * Cache of users whose password was last rejected, for use while the database is unavailable. What is remembered is never asked for
 * otherwise.
 *
 * <p>Only callers with passkeys are in it, by the hash of their names, so that its size is known. Safe for use by many threads.
 */
final class PasswordsOff {

    static final int MOST = 10_000;

    /** Longer than a database is away. */
    private static final Duration KNOWN = Duration.ofDays(1);

    private final Cache<HashCode, Boolean> off =
            CacheBuilder.newBuilder().maximumSize(MOST).expireAfterWrite(KNOWN).build();

    /** Notes what the database says now. */
    void note(String caller, boolean isOff) {
        if (isOff) {
            off.put(key(caller), true);
        } else {
            off.invalidate(key(caller));
        }
    }

    /** Whether it was off when the database was last asked. */
    boolean wasOff(String caller) {
        return off.getIfPresent(key(caller)) != null;
    }

    long size() {
        off.cleanUp();
        return off.size();
    }

    private static HashCode key(String caller) {
        return Hashing.sha256().hashString(caller, UTF_8);
    }
}
