// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.TokenKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code PASSKEY_TOKEN_KEY}. */
@Entity(name = "PasskeyTokenKeyRow")
@Table(name = "PASSKEY_TOKEN_KEY")
@NullUnmarked // filled by the persistence provider
class TokenKeyRow {

    @Id
    @Column(name = "ID", length = 64)
    private String id;

    @Column(name = "ISSUER_HASH", length = 64, nullable = false, updatable = false)
    private String issuer;

    @Column(name = "SEALED_KEY", length = 2000, nullable = false, updatable = false)
    private String sealed;

    @Column(name = "CREATED_MS", nullable = false, updatable = false)
    private long createdMs;

    protected TokenKeyRow() {}

    static TokenKeyRow of(TokenKey key) {
        TokenKeyRow row = new TokenKeyRow();
        row.id = key.id();
        row.issuer = key.issuer();
        row.sealed = key.sealed();
        row.createdMs = key.createdAt().toEpochMilli();
        return row;
    }

    TokenKey toKey() {
        return new TokenKey(id, issuer, sealed, Instant.ofEpochMilli(createdMs));
    }
}
