// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.sql.HashedKeys;
import ee.passkeys.value.CredentialId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code PASSKEY}. */
@Entity(name = "PasskeyRow")
@Table(name = "PASSKEY")
@NullUnmarked // filled by the persistence provider
class PasskeyRow {

    @Id
    @Column(name = "ID", length = 64)
    private String id;

    @Column(name = "CREDENTIAL_ID", length = 1364, nullable = false, updatable = false)
    private String credentialId;

    @ManyToOne(optional = false)
    @JoinColumn(name = "OWNER_HANDLE", nullable = false, updatable = false)
    private UserRow owner;

    @Column(name = "PUBLIC_KEY", length = 4000, nullable = false, updatable = false)
    private String publicKey;

    @Column(name = "SIGNATURE_COUNT", nullable = false)
    private long signatureCount;

    @Column(name = "USER_VERIFIED", nullable = false)
    private boolean userVerified;

    @Column(name = "BACKUP_ELIGIBLE", nullable = false, updatable = false)
    private boolean backupEligible;

    @Column(name = "BACKED_UP", nullable = false)
    private boolean backedUp;

    /** Never an empty text, which Oracle takes for none. */
    @Column(name = "TRANSPORTS", length = 200)
    private String transports;

    @Column(name = "AAGUID", length = 36, nullable = false, updatable = false)
    private String aaguid;

    @Column(name = "RP_ID", length = 253, nullable = false, updatable = false)
    private String rpId;

    @Column(name = "DISPLAY_LABEL", length = 256, nullable = false)
    private String label;

    @Column(name = "ATTESTATION", length = 32, nullable = false, updatable = false)
    private String attestation;

    @Column(name = "ACCOUNT_HASH", length = 64, updatable = false)
    private String account;

    @Column(name = "CREATED_MS", nullable = false, updatable = false)
    private long createdMs;

    @Column(name = "LAST_USED_MS")
    private Long lastUsedMs;

    @Column(name = "DISABLED", nullable = false)
    private boolean disabled;

    /** Null without a row secret; never an empty text. */
    @Column(name = "ROW_SEAL", length = 64, updatable = false)
    private String seal;

    protected PasskeyRow() {}

    static PasskeyRow of(Passkey passkey, UserRow owner, String seal) {
        PasskeyRow row = new PasskeyRow();
        row.id = HashedKeys.of(passkey.id());
        row.credentialId = passkey.id().base64Url();
        row.owner = owner;
        row.publicKey = passkey.publicKey();
        row.signatureCount = passkey.signatureCount();
        row.userVerified = passkey.userVerified();
        row.backupEligible = passkey.backupEligible();
        row.backedUp = passkey.backedUp();
        row.transports = passkey.transports().isEmpty() ? null : String.join(",", passkey.transports());
        row.aaguid = passkey.aaguid().toString();
        row.rpId = passkey.rpId();
        row.label = passkey.label();
        row.attestation = passkey.attestation();
        row.createdMs = passkey.createdAt().toEpochMilli();
        row.lastUsedMs =
                passkey.lastUsedAt() == null ? null : passkey.lastUsedAt().toEpochMilli();
        row.disabled = passkey.disabled();
        row.seal = seal.isEmpty() ? null : seal;
        return row;
    }

    String seal() {
        return seal == null ? "" : seal;
    }

    static List<String> transports(@Nullable String column) {
        return column == null ? List.of() : List.of(column.split(","));
    }

    Passkey toPasskey() {
        return new Passkey(
                new CredentialId(credentialId),
                owner.handle(),
                owner.caller(),
                publicKey,
                signatureCount,
                userVerified,
                backupEligible,
                backedUp,
                transports(transports),
                UUID.fromString(aaguid),
                rpId,
                label,
                attestation,
                Instant.ofEpochMilli(createdMs),
                lastUsedMs == null ? null : Instant.ofEpochMilli(lastUsedMs),
                disabled);
    }
}
