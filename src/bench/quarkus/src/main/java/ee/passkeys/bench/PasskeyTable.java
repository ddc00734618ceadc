// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.bench;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.webauthn.WebAuthnCredentialRecord;
import io.quarkus.security.webauthn.WebAuthnCredentialRecord.RequiredPersistedData;
import io.quarkus.security.webauthn.WebAuthnUserProvider;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Passkeys of Quarkus in one table, by plain JDBC; what its manual asks to be kept of each. */
@Blocking
@ApplicationScoped
public class PasskeyTable implements WebAuthnUserProvider {

    private static final String TABLE = """
            CREATE TABLE passkey (
              id VARCHAR(1000) PRIMARY KEY,
              username VARCHAR(100) NOT NULL,
              aaguid UUID NOT NULL,
              public_key BYTEA NOT NULL,
              algorithm BIGINT NOT NULL,
              counter BIGINT NOT NULL
            )""";

    private static final String INDEX = "CREATE INDEX passkey_username ON passkey (username)";
    private static final String SELECT =
            "SELECT username, id, aaguid, public_key, algorithm, counter FROM passkey WHERE ";

    private final DataSource database;

    PasskeyTable(DataSource database) {
        this.database = database;
    }

    void create(@Observes StartupEvent started) {
        execute(TABLE);
        execute(INDEX);
    }

    @Override
    public Uni<List<WebAuthnCredentialRecord>> findByUsername(String username) {
        return Uni.createFrom().item(find(SELECT + "username = ?", username));
    }

    @Override
    public Uni<WebAuthnCredentialRecord> findByCredentialId(String id) {
        return Uni.createFrom().item(find(SELECT + "id = ?", id).get(0));
    }

    @Override
    public Uni<Void> update(String id, long counter) {
        execute("UPDATE passkey SET counter = ? WHERE id = ?", counter, id);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> store(WebAuthnCredentialRecord made) {
        RequiredPersistedData data = made.getRequiredPersistedData();
        execute(
                "INSERT INTO passkey VALUES (?, ?, ?, ?, ?, ?)",
                data.credentialId(),
                data.username(),
                data.aaguid(),
                data.publicKey(),
                data.publicKeyAlgorithm(),
                data.counter());
        return Uni.createFrom().voidItem();
    }

    private List<WebAuthnCredentialRecord> find(String sql, String parameter) {
        List<WebAuthnCredentialRecord> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(WebAuthnCredentialRecord.fromRequiredPersistedData(new RequiredPersistedData(
                            row.getString(1),
                            row.getString(2),
                            row.getObject(3, UUID.class),
                            row.getBytes(4),
                            row.getLong(5),
                            row.getLong(6))));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private void execute(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
