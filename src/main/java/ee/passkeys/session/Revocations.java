// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.session;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passkeys whose sessions end, as this node knows them. It is refreshed in the background, so that a request asks no database.
 *
 * <p>Safe for use by many threads.
 */
public final class Revocations {

    private final Map<String, Instant> revoked = new ConcurrentHashMap<>();

    /** Knows of none. */
    public Revocations() {}

    /**
     * Notes revocations.
     *
     * @param found when, by the key of the passkey
     */
    public void note(Map<String, Instant> found) {
        found.forEach((passkey, at) -> revoked.merge(passkey, at, (one, other) -> one.isAfter(other) ? one : other));
    }

    /**
     * Forgets what no session can be left of.
     *
     * @param before until when
     */
    public void forget(Instant before) {
        revoked.values().removeIf(at -> at.isBefore(before));
    }

    /**
     * Tells whether nothing is revoked, which is the usual case.
     *
     * @return true where no session needs to be looked at
     */
    public boolean isEmpty() {
        return revoked.isEmpty();
    }

    /**
     * Tells whether a session ends.
     *
     * @param login what the session remembers
     * @return true where it began with a passkey that was revoked since
     */
    public boolean end(LoginRecord login) {
        String passkey = login.passkey();
        Instant at = passkey == null ? null : revoked.get(passkey);
        Instant began = login.authenticatedAt();
        return at != null && (began == null || !began.isAfter(at));
    }
}
