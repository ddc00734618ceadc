// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code PASSKEY_SPENT_CEREMONY}. */
@Entity(name = "PasskeySpentCeremonyRow")
@Table(name = "PASSKEY_SPENT_CEREMONY")
@NullUnmarked // filled by the persistence provider
class SpentCeremonyRow {

    @Id
    @Column(name = "ID", length = 64)
    private String id;

    @Column(name = "EXPIRES_MS", nullable = false, updatable = false)
    private long expiresMs;

    protected SpentCeremonyRow() {}

    SpentCeremonyRow(String id, Instant expiresAt) {
        this.id = id;
        this.expiresMs = expiresAt.toEpochMilli();
    }

    Instant expiresAt() {
        return Instant.ofEpochMilli(expiresMs);
    }
}
