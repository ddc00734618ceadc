// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table {@code DEMO_ACCOUNT}. Two names that differ only in case are the same. */
@ApplicationScoped
public class Accounts {

    static final String USER = "user";
    static final String ADMIN = "admin";

    /** Letters of any script and digits, and between them what mail addresses and full names need; nothing that cannot be seen. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{M}\\p{Nd} ._@+-]{0,59}");

    private static final String COLUMNS = "select NAME, DISPLAY_NAME, ROLES, ACTIVE from DEMO_ACCOUNT";

    /** The iterations are those that OWASP recommends. Tests, which sign in a hundred times, set fewer. */
    private static final Map<String, String> HASHING = Map.of(
            "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
            "Pbkdf2PasswordHash.Iterations", System.getProperty("demo.password-hash.iterations", "210000"),
            "Pbkdf2PasswordHash.SaltSizeBytes", "32");

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource dataSource;

    @Inject
    Pbkdf2PasswordHash hash;

    private String hashOfNothing = "";

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        hash.initialize(HASHING);
        hashOfNothing = hash.generate(UUID.randomUUID().toString().toCharArray());
        update("create table if not exists DEMO_ACCOUNT (NAME_KEY varchar(100) primary key, NAME varchar(100) not null,"
                + " DISPLAY_NAME varchar(100) not null, PASSWORD_HASH varchar(500), ROLES varchar(100) not null,"
                + " ACTIVE boolean not null)");
        seed("ada", "Ada Lovelace", "analytical-engine", Set.of(USER));
        seed("grace", "Grace Hopper", "nanosecond", Set.of(USER, ADMIN));
    }

    private void seed(String name, String displayName, String password, Set<String> roles) {
        if (find(name).isEmpty()) {
            create(name, displayName, password, roles);
        }
    }

    /** All accounts by name. */
    List<Account> all() {
        return accounts(COLUMNS + " order by NAME_KEY");
    }

    /** The account of that name. */
    Optional<Account> find(String name) {
        return accounts(COLUMNS + " where NAME_KEY = ?", key(name)).stream().findFirst();
    }

    /** The account of that name, if that is its password. For a name without one it takes as long as for others. */
    Optional<Account> find(String name, char[] password) {
        String stored = passwordHash(name);
        boolean right = hash.verify(password, stored == null ? hashOfNothing : stored);
        return right && stored != null ? find(name) : Optional.empty();
    }

    /** Whether the account of that name can be entered with a password. */
    boolean hasPassword(String name) {
        return passwordHash(name) != null;
    }

    /** Whether a new account may have that name. */
    boolean isFree(String name) {
        return NAME.matcher(name).matches()
                && name.equals(name.strip())
                && find(name).isEmpty();
    }

    /** Makes an account; without a password it can be entered by passkey only. Fails when the name was taken meanwhile. */
    void create(String name, String displayName, @Nullable String password, Set<String> roles) {
        update(
                "insert into DEMO_ACCOUNT (NAME_KEY, NAME, DISPLAY_NAME, PASSWORD_HASH, ROLES, ACTIVE)"
                        + " values (?, ?, ?, ?, ?, true)",
                key(name),
                name,
                displayName.isBlank() ? name : displayName,
                password == null ? null : hash.generate(password.toCharArray()),
                String.join(",", roles));
    }

    /** Takes an account away that has no password. */
    void withdraw(String name) {
        update("delete from DEMO_ACCOUNT where NAME_KEY = ? and PASSWORD_HASH is null", key(name));
    }

    /** Locks an account, or opens it again. */
    void setActive(String name, boolean active) {
        update("update DEMO_ACCOUNT set ACTIVE = ? where NAME_KEY = ?", active, key(name));
    }

    private @Nullable String passwordHash(String name) {
        return text("select PASSWORD_HASH from DEMO_ACCOUNT where NAME_KEY = ?", key(name));
    }

    private static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private List<Account> accounts(String sql, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<Account> accounts = new ArrayList<>();
            while (rows.next()) {
                Set<String> roles = Set.of(rows.getString("ROLES").split(","));
                accounts.add(new Account(
                        rows.getString("NAME"), rows.getString("DISPLAY_NAME"), roles, rows.getBoolean("ACTIVE")));
            }
            return accounts;
        } catch (SQLException e) {
            throw new IllegalStateException("the table of accounts cannot be read", e);
        }
    }

    private @Nullable String text(String sql, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException("the table of accounts cannot be read", e);
        }
    }

    private void update(String sql, @Nullable Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, values)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the table of accounts cannot be changed", e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
