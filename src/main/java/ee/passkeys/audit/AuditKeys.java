// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys that chains may be sealed with: the one that seals now, and those of before. */
public final class AuditKeys {

    private final Map<String, AuditKey> keys = new LinkedHashMap<>();
    private final AuditKey current;

    /**
     * Takes the keys.
     *
     * @param current seals now
     * @param previous of before
     */
    public AuditKeys(AuditKey current, List<AuditKey> previous) {
        this.current = current;
        keys.put(current.id(), current);
        previous.forEach(key -> keys.putIfAbsent(key.id(), key));
    }

    /**
     * The key that seals.
     *
     * @return the newest
     */
    public AuditKey current() {
        return current;
    }

    Optional<AuditKey> of(String id) {
        return Optional.ofNullable(keys.get(id));
    }
}
