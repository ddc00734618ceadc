// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.EnrollmentRecord;
import ee.passkeys.credential.sql.HashedKeys;
import ee.passkeys.value.UserBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code PASSKEY_OFFER}. Callers are found by the hash of their name, because some databases compare text without case. */
@Entity(name = "PasskeyOfferRow")
@Table(name = "PASSKEY_OFFER")
@NullUnmarked // filled by the persistence provider
class EnrollmentRow {

    @Id
    @Column(name = "CALLER_HASH", length = 64)
    private String callerHash;

    @Column(name = "USER_BASE", length = 1020, updatable = false)
    private String userBase;

    @Column(name = "ASKED_MS", nullable = false)
    private long askedMs;

    @Column(name = "REQUIRED_MS")
    private Long requiredMs;

    @Column(name = "DECLINED", nullable = false)
    private boolean declined;

    protected EnrollmentRow() {}

    static EnrollmentRow of(UserBase base, EnrollmentRecord offer) {
        EnrollmentRow row = new EnrollmentRow();
        row.userBase = base.id();
        row.callerHash = HashedKeys.ofUser(base, offer.caller());
        row.take(offer);
        return row;
    }

    /** Writes what is new of the same caller. */
    void take(EnrollmentRecord offer) {
        askedMs = offer.askedAt().toEpochMilli();
        requiredMs =
                offer.requiredSince() == null ? null : offer.requiredSince().toEpochMilli();
        declined = offer.declined();
    }

    EnrollmentRecord toOffer(String caller) {
        return new EnrollmentRecord(
                caller,
                Instant.ofEpochMilli(askedMs),
                requiredMs == null ? null : Instant.ofEpochMilli(requiredMs),
                declined);
    }
}
