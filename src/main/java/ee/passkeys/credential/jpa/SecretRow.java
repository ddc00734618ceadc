// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.Secret;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code PASSKEY_SECRET}. */
@Entity(name = "PasskeySecretRow")
@Table(name = "PASSKEY_SECRET")
@NullUnmarked // filled by the persistence provider
class SecretRow {

    @Id
    @Column(name = "ID", length = 16)
    private String id;

    @Column(name = "SECRET_KEY", length = 64, nullable = false, updatable = false)
    private String key;

    @Column(name = "CREATED_MS", nullable = false, updatable = false)
    private long createdMs;

    protected SecretRow() {}

    static SecretRow of(Secret secret) {
        SecretRow row = new SecretRow();
        row.id = secret.id();
        row.key = secret.base64Url();
        row.createdMs = secret.createdAt().toEpochMilli();
        return row;
    }

    Secret toSecret() {
        return new Secret(id, key, Instant.ofEpochMilli(createdMs));
    }
}
