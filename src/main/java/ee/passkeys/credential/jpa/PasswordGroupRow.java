// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.sql.HashedKeys;
import ee.passkeys.value.UserBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code PASSKEY_PASSWORD_GROUP}. */
@Entity(name = "PasskeyPasswordGroupRow")
@Table(name = "PASSKEY_PASSWORD_GROUP")
@NullUnmarked // filled by the persistence provider
class PasswordGroupRow {

    @Id
    @Column(name = "ID", length = 64)
    private String id;

    @Column(name = "CALLER_HASH", length = 64, nullable = false, updatable = false)
    private String callerHash;

    @Column(name = "GROUP_NAME", length = 1020, nullable = false, updatable = false)
    private String group;

    protected PasswordGroupRow() {}

    static PasswordGroupRow of(UserBase base, String caller, String group) {
        PasswordGroupRow row = new PasswordGroupRow();
        row.callerHash = HashedKeys.ofUser(base, caller);
        row.id = HashedKeys.ofGroup(row.callerHash, group);
        row.group = group;
        return row;
    }

    String group() {
        return group;
    }
}
