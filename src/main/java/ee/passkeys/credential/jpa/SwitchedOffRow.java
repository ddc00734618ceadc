// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.sql.HashedKeys;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code PASSKEY_SWITCHED_OFF}. */
@Entity(name = "PasskeySwitchedOffRow")
@Table(name = "PASSKEY_SWITCHED_OFF")
@NullUnmarked // filled by the persistence provider
class SwitchedOffRow {

    @Id
    @Column(name = "APPLICATION_HASH", length = 64)
    private String applicationHash;

    @Column(name = "OFF_MS", nullable = false)
    private long offMs;

    protected SwitchedOffRow() {}

    static SwitchedOffRow of(String application, Instant at) {
        SwitchedOffRow row = new SwitchedOffRow();
        row.applicationHash = HashedKeys.ofApplication(application);
        row.offMs = at.toEpochMilli();
        return row;
    }

    /** Never goes back: another node may have seen it longer. */
    void take(Instant at) {
        offMs = Math.max(offMs, at.toEpochMilli());
    }

    Instant at() {
        return Instant.ofEpochMilli(offMs);
    }
}
