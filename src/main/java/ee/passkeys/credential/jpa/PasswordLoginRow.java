// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.credential.sql.HashedKeys;
import ee.passkeys.credential.sql.ListKey;
import ee.passkeys.value.UserBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code PASSKEY_PASSWORD_LOGIN}. */
@Entity(name = "PasskeyPasswordLoginRow")
@Table(name = "PASSKEY_PASSWORD_LOGIN")
@NullUnmarked // filled by the persistence provider
class PasswordLoginRow {

    @Id
    @Column(name = "CALLER_HASH", length = 64)
    private String callerHash;

    @Column(name = "USER_BASE", length = 1020, updatable = false)
    private String userBase;

    @Column(name = "CALLER", length = 1020, nullable = false, updatable = false)
    private String caller;

    @Column(name = "LIST_KEY", length = 128, updatable = false)
    private String listKey;

    @Column(name = "RECORDED_MS", nullable = false)
    private long recordedMs;

    protected PasswordLoginRow() {}

    static PasswordLoginRow of(UserBase base, PasswordLogin login) {
        PasswordLoginRow row = new PasswordLoginRow();
        row.userBase = base.id();
        row.callerHash = HashedKeys.ofUser(base, login.caller());
        row.caller = login.caller();
        row.listKey = ListKey.of(base, login.caller());
        row.recordedMs = login.at().toEpochMilli();
        return row;
    }

    PasswordLogin toLogin(Set<String> groups) {
        return new PasswordLogin(caller, groups, Instant.ofEpochMilli(recordedMs));
    }
}
