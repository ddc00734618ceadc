// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.TokenFamily;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code PASSKEY_REFRESH_TOKEN}: a family, whose row outlives each of its tokens. */
@Entity(name = "PasskeyRefreshTokenRow")
@Table(name = "PASSKEY_REFRESH_TOKEN")
@NullUnmarked // filled by the persistence provider
class RefreshTokenRow {

    @Id
    @Column(name = "ID", length = 64)
    private String id;

    @Column(name = "TOKEN_HASH", length = 64, nullable = false)
    private String tokenHash;

    @Column(name = "ISSUER_HASH", length = 64, nullable = false, updatable = false)
    private String issuer;

    @Column(name = "PASSKEY_ID", length = 64, nullable = false, updatable = false)
    private String passkeyId;

    @Column(name = "KEY_THUMBPRINT", length = 64, updatable = false)
    private String thumbprint;

    @Column(name = "USER_VERIFIED", nullable = false, updatable = false)
    private boolean userVerified;

    @Column(name = "AUTHENTICATED_MS", nullable = false, updatable = false)
    private long authenticatedMs;

    @Column(name = "EXPIRES_MS", nullable = false, updatable = false)
    private long expiresMs;

    protected RefreshTokenRow() {}

    static RefreshTokenRow of(TokenFamily family, String passkeyId) {
        RefreshTokenRow row = new RefreshTokenRow();
        row.id = family.id();
        row.tokenHash = family.tokenHash();
        row.issuer = family.issuer();
        row.passkeyId = passkeyId;
        row.thumbprint = family.thumbprint();
        row.userVerified = family.userVerified();
        row.authenticatedMs = family.authenticatedAt().toEpochMilli();
        row.expiresMs = family.expiresAt().toEpochMilli();
        return row;
    }

    TokenFamily toFamily() {
        return new TokenFamily(
                id,
                tokenHash,
                issuer,
                thumbprint,
                userVerified,
                Instant.ofEpochMilli(authenticatedMs),
                Instant.ofEpochMilli(expiresMs));
    }
}
