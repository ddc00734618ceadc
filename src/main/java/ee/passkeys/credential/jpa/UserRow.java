// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.PasskeyUser;
import ee.passkeys.credential.sql.HashedKeys;
import ee.passkeys.credential.sql.ListKey;
import ee.passkeys.value.UserBase;
import ee.passkeys.value.UserHandle;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code PASSKEY_USER}. Callers are found by the hash of their name, because some databases compare text without case. */
@Entity(name = "PasskeyUserRow")
@Table(name = "PASSKEY_USER")
@NullUnmarked // filled by the persistence provider
class UserRow {

    @Id
    @Column(name = "HANDLE", length = 128)
    private String handle;

    @Column(name = "USER_BASE", length = 1020)
    private String userBase;

    @Column(name = "CALLER_HASH", length = 64, nullable = false)
    private String callerHash;

    @Column(name = "PERSON_HASH", length = 64)
    private String personHash;

    @Column(name = "CALLER", length = 1020, nullable = false)
    private String caller;

    @Column(name = "LIST_KEY", length = 128)
    private String listKey;

    @Column(name = "CREATED_MS", nullable = false, updatable = false)
    private long createdMs;

    protected UserRow() {}

    static UserRow of(UserBase base, PasskeyUser user) {
        UserRow row = new UserRow();
        row.handle = HashedKeys.of(user.handle());
        row.userBase = base.id();
        row.callerHash = HashedKeys.ofCaller(base, user.caller());
        row.personHash = HashedKeys.ofPerson(base, user.caller());
        row.caller = user.caller();
        row.listKey = ListKey.of(base, user.caller());
        row.createdMs = user.createdAt().toEpochMilli();
        return row;
    }

    PasskeyUser toUser() {
        return new PasskeyUser(caller, handle(), Instant.ofEpochMilli(createdMs));
    }

    UserHandle handle() {
        return HashedKeys.handle(handle);
    }

    String caller() {
        return caller;
    }
}
