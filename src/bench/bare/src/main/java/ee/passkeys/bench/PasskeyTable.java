// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.bench;

import com.yubico.webauthn.CredentialRepositoryV2;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.ToPublicKeyCredentialDescriptor;
import com.yubico.webauthn.data.ByteArray;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Passkeys in one table: a sign-in reads a row, and writes it. */
final class PasskeyTable implements CredentialRepositoryV2<RegisteredCredential> {

    private static final String TABLE = """
            CREATE TABLE passkey (
              id BYTEA PRIMARY KEY,
              user_handle BYTEA NOT NULL,
              public_key BYTEA NOT NULL,
              signature_count BIGINT NOT NULL,
              last_used TIMESTAMP
            )""";

    private final DataSource database;

    private PasskeyTable(DataSource database) {
        this.database = database;
    }

    static PasskeyTable create(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        return new PasskeyTable(database);
    }

    @Override
    public Optional<RegisteredCredential> lookup(ByteArray id, ByteArray userHandle) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT public_key, signature_count FROM passkey WHERE id = ? AND user_handle = ?")) {
            statement.setBytes(1, id.getBytes());
            statement.setBytes(2, userHandle.getBytes());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(RegisteredCredential.builder()
                        .credentialId(id)
                        .userHandle(userHandle)
                        .publicKeyCose(new ByteArray(row.getBytes(1)))
                        .signatureCount(row.getLong(2))
                        .build());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void recordUse(ByteArray id, long signatureCount) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE passkey SET signature_count = ?, last_used = ? WHERE id = ?")) {
            statement.setLong(1, signatureCount);
            statement.setTimestamp(2, Timestamp.from(Instant.now()));
            statement.setBytes(3, id.getBytes());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names nobody: sign-ins begin without a name. */
    @Override
    public Set<? extends ToPublicKeyCredentialDescriptor> getCredentialDescriptorsForUserHandle(ByteArray userHandle) {
        return Set.of();
    }

    /** Asked at registrations only, of which there are none. */
    @Override
    public boolean credentialIdExists(ByteArray id) {
        return false;
    }
}
