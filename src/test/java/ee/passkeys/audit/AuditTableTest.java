// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.audit;

import static ee.passkeys.testkit.TestPasskeys.id;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ee.passkeys.admin.AuditReview;
import ee.passkeys.admin.JdbcDatabase;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.credential.Journal;
import ee.passkeys.credential.schema.Schema;
import ee.passkeys.credential.sql.AuditChain.Place;
import ee.passkeys.credential.sql.AuditRow;
import ee.passkeys.credential.sql.AuditStatements;
import ee.passkeys.credential.sql.JdbcSql;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.value.Base64Url;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What can be done to the audit table by somebody who may write to the database but does not know the secret. */
@DisplayName("The audit table")
class AuditTableTest {

    private static final String SHOP = "/shop";
    private static final String SECRET = Base64Url.encode(new byte[32]);
    private static final String OTHER_SECRET = Base64Url.encode("another secret of 32 bytes......".getBytes(UTF_8));
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final JdbcConnectionPool pool =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    private final MutableClock clock = new MutableClock();
    private AuditTrail trail = trail(SECRET);

    @BeforeEach
    void makeTables() {
        new Schema(pool).prepare(SchemaMode.MIGRATE, Duration.ZERO);
    }

    @AfterEach
    void endDatabase() throws SQLException {
        change("SHUTDOWN");
        pool.dispose();
    }

    @Test
    void saysWhatHappenedToWhomByWhomAndWhere() throws SQLException, ProblemException {
        record(new PasskeyEvent.SignedIn(NOON, "ada", id(), true), "");
        record(new PasskeyEvent.Administered(NOON, "grace", PasskeyEvent.Administered.Act.REVOKE, "ada"), "grace");
        record(new PasskeyEvent.Refused(NOON, "authentication", "authentication-failed", "a\u0000b\ud800"), "");

        assertThat(exported())
                .extracting(AuditRow::event, AuditRow::actor, AuditRow::caller, AuditRow::outcome, AuditRow::reason)
                .containsExactly(
                        tuple("signed-in", "ada", "ada", "done", ""),
                        tuple("administered", "grace", "ada", "done", ""),
                        tuple("refused", "", "", "refused", "authentication-failed"));
        assertThat(exported().get(0).passkey()).hasSize(64);
        assertThat(exported().get(0).detail()).isEqualTo("userVerified=true");
        assertThat(exported().get(1).detail()).isEqualTo("act=revoke");
        assertThat(exported().get(2).detail()).isEqualTo("kind=authentication detail=\"a\\u{0}b\\u{d800}\"");
        assertThat(exported()).allSatisfy(row -> {
            assertThat(row.node()).isEqualTo("node-1");
            assertThat(row.origin()).isEqualTo("https://shop.example");
            assertThat(row.client()).isEqualTo("192.0.2.7");
        });
        assertThat(found()).isEmpty();
    }

    @Test
    void keepsEveryValueOfAnyLength() throws SQLException, ProblemException {
        String wide = "\ud83d\udd11".repeat(600);
        record(new PasskeyEvent.PasswordRefused(NOON, wide), "");
        record(new PasskeyEvent.UserRenamed(NOON, "\u202egrace\n", wide), wide);

        assertThat(found()).isEmpty();
        assertThat(exported().get(0).caller()).endsWith("\ud83d\udd11\u2026").hasSizeLessThan(600);
        assertThat(exported().get(1).caller()).isEqualTo("\\u{202e}grace\\u{a}");
    }

    @Test
    void hasAChainForEveryTransactionAtATime() throws SQLException {
        try (Connection one = pool.getConnection();
                Connection other = pool.getConnection()) {
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            Journal.Entries first = trail.begin();
            Journal.Entries second = trail.begin();
            first.add(new JdbcSql(one), signedIn(), "");
            second.add(new JdbcSql(other), signedIn(), "");
            second.committing();
            other.commit();
            second.committed();
            second.close();
            first.committing();
            one.commit();
            first.committed();
            first.close();
        }
        record(signedIn(), "");

        assertThat(count("SELECT COUNT(*) FROM PASSKEY_AUDIT_CHAIN")).isEqualTo(2);
        assertThat(found()).isEmpty();
    }

    @Test
    void goesOnWhereItWasAfterATransactionThatWasRolledBack() throws SQLException {
        fill(2);
        try (Connection connection = pool.getConnection();
                Journal.Entries entries = trail.begin()) {
            connection.setAutoCommit(false);
            entries.add(new JdbcSql(connection), signedIn(), "");
            connection.rollback();
        }
        fill(1);

        assertThat(count("SELECT MAX(CHAIN_POS) FROM PASSKEY_AUDIT")).isEqualTo(3);
        assertThat(found()).isEmpty();
    }

    @Test
    void leavesAChainOfWhichNobodyKnowsHowItEnds() throws SQLException {
        fill(2);
        try (Connection connection = pool.getConnection();
                Journal.Entries entries = trail.begin()) {
            connection.setAutoCommit(false);
            entries.add(new JdbcSql(connection), signedIn(), "");
            entries.committing();
            connection.commit();
        }
        fill(1);

        assertThat(count("SELECT COUNT(*) FROM PASSKEY_AUDIT_CHAIN")).isEqualTo(2);
        assertThat(found()).isEmpty();
    }

    @Test
    void isVerifiedWithThePreviousSecret() throws SQLException {
        fill(2);
        trail = trail(OTHER_SECRET);
        fill(2);

        AuditKeys both = new AuditKeys(new AuditKey(OTHER_SECRET), List.of(new AuditKey(SECRET)));
        assertThat(found(both, Map.of())).isEmpty();
        assertThat(found(new AuditKeys(new AuditKey(OTHER_SECRET), List.of()), Map.of()))
                .containsExactly("KEY_UNKNOWN 0");
    }

    @Test
    void doesNotShowTheRowsOfAnotherUserBase() throws SQLException, ProblemException {
        fill(2);

        AuditReview other = new AuditReview(
                new JdbcDatabase(pool::getConnection),
                "/other",
                new AuditKeys(new AuditKey(SECRET), List.of()),
                Map::of);
        other.export(Instant.EPOCH, row -> {
            throw new AssertionError(row);
        });
        assertThat(other.verify().rows()).isZero();
    }

    @Test
    void isExportedInPagesWithoutAGap() throws SQLException, ProblemException {
        fill(1);
        try (Connection connection = pool.getConnection();
                Journal.Entries entries = trail.begin()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 2100; i++) {
                entries.add(new JdbcSql(connection), signedIn(), "");
            }
            entries.committing();
            connection.commit();
            entries.committed();
        }

        assertThat(exported()).hasSize(2101).isSortedAccordingTo(Comparator.comparingLong(AuditRow::position));
    }

    @Nested
    @DisplayName("shows")
    class Tampering {

        @BeforeEach
        void tenRows() throws SQLException {
            fill(10);
            seal();
            assertThat(found()).isEmpty();
        }

        @Test
        void aChangedRow() throws SQLException {
            change("UPDATE PASSKEY_AUDIT SET CALLER = 'bob' WHERE CHAIN_POS = 4");
            assertThat(found()).containsExactly("CHANGED 4");
        }

        @Test
        void everyChangedColumn() throws SQLException {
            for (String column : List.of(
                    "EVENT_NAME",
                    "ACTOR",
                    "CALLER",
                    "PASSKEY_ID",
                    "ORIGIN",
                    "CLIENT_ADDRESS",
                    "NODE_NAME",
                    "OUTCOME",
                    "REASON",
                    "DETAIL",
                    "PREVIOUS_MAC")) {
                String before = text("SELECT " + column + " FROM PASSKEY_AUDIT WHERE CHAIN_POS = 4");
                change("UPDATE PASSKEY_AUDIT SET " + column + " = 'x' WHERE CHAIN_POS = 4");
                assertThat(found()).as(column).containsExactly("CHANGED 4");
                change("UPDATE PASSKEY_AUDIT SET " + column + " = '" + before + "' WHERE CHAIN_POS = 4");
            }
            change("UPDATE PASSKEY_AUDIT SET AT_MS = AT_MS - 1 WHERE CHAIN_POS = 4");
            assertThat(found()).containsExactly("CHANGED 4");
        }

        @Test
        void aChangedSeal() throws SQLException {
            change("UPDATE PASSKEY_AUDIT SET MAC = PREVIOUS_MAC WHERE CHAIN_POS = 4");
            assertThat(found()).containsExactly("CHANGED 4");
        }

        @Test
        void aRowThatIsMissingInTheMiddle() throws SQLException {
            change("DELETE FROM PASSKEY_AUDIT WHERE CHAIN_POS = 4");
            assertThat(found()).containsExactly("MISSING 4");
        }

        @Test
        void rowsThatAreMissingAtTheBeginning() throws SQLException {
            change("DELETE FROM PASSKEY_AUDIT WHERE CHAIN_POS < 4");
            assertThat(found()).containsExactly("MISSING 1");
        }

        @Test
        void rowsThatAreMissingAtTheEnd() throws SQLException {
            change("DELETE FROM PASSKEY_AUDIT WHERE CHAIN_POS > 7");
            assertThat(found()).containsExactly("TRUNCATED 8");
        }

        /** The head in the database can be put back; the process that writes knows better. */
        @Test
        void rowsThatAreMissingAtTheEndWithAnOldHead() throws SQLException {
            String old = text("SELECT HEAD_SEAL FROM PASSKEY_AUDIT_CHAIN");
            String mac = text("SELECT HEAD_MAC FROM PASSKEY_AUDIT_CHAIN");
            fill(5);
            seal();
            change("DELETE FROM PASSKEY_AUDIT WHERE CHAIN_POS > 10");
            change("UPDATE PASSKEY_AUDIT_CHAIN SET HEAD_POS = 10, HEAD_MAC = '" + mac + "', HEAD_SEAL = '" + old + "'");
            assertThat(found(keys(), trail.heads())).containsExactly("TRUNCATED 11");
        }

        @Test
        void anInsertedRowAtTheEnd() throws SQLException {
            copy(4, 11);
            change("UPDATE PASSKEY_AUDIT SET PREVIOUS_MAC = (SELECT MAC FROM PASSKEY_AUDIT WHERE CHAIN_POS = 10)"
                    + " WHERE CHAIN_POS = 11");
            assertThat(found()).containsExactly("INSERTED 11");
        }

        @Test
        void anInsertedRowInTheMiddle() throws SQLException {
            for (int position = 10; position >= 4; position--) {
                change("UPDATE PASSKEY_AUDIT SET CHAIN_POS = " + (position + 1) + " WHERE CHAIN_POS = " + position);
            }
            copy(3, 4);
            change("UPDATE PASSKEY_AUDIT SET CALLER = 'bob' WHERE CHAIN_POS = 4");
            assertThat(found()).startsWith("INSERTED 4", "MOVED 5").contains("MOVED 11");
        }

        @Test
        void rowsThatChangedPlaces() throws SQLException {
            change("UPDATE PASSKEY_AUDIT SET CHAIN_POS = 99 WHERE CHAIN_POS = 4");
            change("UPDATE PASSKEY_AUDIT SET CHAIN_POS = 4 WHERE CHAIN_POS = 7");
            change("UPDATE PASSKEY_AUDIT SET CHAIN_POS = 7 WHERE CHAIN_POS = 99");
            assertThat(found()).containsExactly("MOVED 4", "MOVED 7");
        }

        @Test
        void aRowOfAnotherKey() throws SQLException {
            AuditRow row = rows().get(3);
            change("DELETE FROM PASSKEY_AUDIT WHERE CHAIN_POS = 4");
            write(new AuditKey(OTHER_SECRET).seal(row));
            assertThat(found()).contains("CHANGED 4");
        }

        @Test
        void anAnchorThatHidesTheBeginning() throws SQLException {
            change("UPDATE PASSKEY_AUDIT_CHAIN SET ANCHOR_POS = 3, ANCHOR_MAC ="
                    + " (SELECT MAC FROM PASSKEY_AUDIT WHERE CHAIN_POS = 3)");
            change("DELETE FROM PASSKEY_AUDIT WHERE CHAIN_POS < 4");
            assertThat(found()).contains("CHAIN_CHANGED 0");
        }

        @Test
        void aHeadThatHidesTheEnd() throws SQLException {
            change("UPDATE PASSKEY_AUDIT_CHAIN SET HEAD_POS = 3");
            assertThat(found()).containsExactly("CHAIN_CHANGED 0");
        }

        @Test
        void aChainThatWasWrittenTwice() throws SQLException {
            AuditRow ninth = rows().get(8);
            change("DELETE FROM PASSKEY_AUDIT WHERE CHAIN_POS = 9");
            write(new AuditKey(SECRET)
                    .seal(new AuditRow(
                            ninth.chain(),
                            9,
                            1,
                            "signed-in",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "done",
                            "",
                            "",
                            ninth.previous(),
                            "")));
            assertThat(found()).containsExactly("FORKED 10");
        }

        @Test
        void aWholeChainThatIsMissing() throws SQLException {
            String first = text("SELECT ID FROM PASSKEY_AUDIT_CHAIN");
            trail = trail(SECRET);
            clock.advance(Duration.ofSeconds(1));
            fill(1);
            change("DELETE FROM PASSKEY_AUDIT WHERE CHAIN_ID = '" + first + "'");
            change("DELETE FROM PASSKEY_AUDIT_CHAIN WHERE ID = '" + first + "'");
            assertThat(found()).containsExactly("CHAIN_MISSING 0");
        }

        @Test
        void rowsOfAChainThatDoesNotExist() throws SQLException {
            change("UPDATE PASSKEY_AUDIT SET CHAIN_ID = 'made up' WHERE CHAIN_POS = 10");
            assertThat(found()).containsExactlyInAnyOrder("TRUNCATED 10", "CHAIN_UNKNOWN 0");
        }

        @Test
        void aRowThatIsPutIntoAnotherChain() throws SQLException {
            trail = trail(SECRET);
            clock.advance(Duration.ofSeconds(1));
            fill(1);
            String other = text("SELECT ID FROM PASSKEY_AUDIT_CHAIN ORDER BY OPENED_MS DESC LIMIT 1");
            change("UPDATE PASSKEY_AUDIT SET CHAIN_ID = '" + other + "' WHERE CHAIN_POS = 10");
            assertThat(found()).containsExactlyInAnyOrder("TRUNCATED 10", "MISSING 2", "INSERTED 10");
        }
    }

    private AuditTrail trail(String secret) {
        return new AuditTrail(
                new AuditKey(secret),
                SHOP,
                new AuditTrail.Source(
                        "node-1", () -> Optional.of("https://shop.example"), () -> Optional.of("192.0.2.7")),
                new SecureRandom(),
                clock);
    }

    private static PasskeyEvent signedIn() {
        return new PasskeyEvent.SignedIn(NOON, "ada", id(), true);
    }

    private void fill(int rows) throws SQLException {
        for (int i = 0; i < rows; i++) {
            record(signedIn(), "");
        }
    }

    private void record(PasskeyEvent event, String actor) throws SQLException {
        try (Connection connection = pool.getConnection();
                Journal.Entries entries = trail.begin()) {
            connection.setAutoCommit(false);
            entries.add(new JdbcSql(connection), event, actor);
            entries.committing();
            connection.commit();
            entries.committed();
        }
    }

    private void seal() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            trail.sealed(trail.seal(new JdbcSql(connection)));
        }
        assertThat(trail.isMoved()).isFalse();
    }

    private static AuditKeys keys() {
        return new AuditKeys(new AuditKey(SECRET), List.of());
    }

    private List<String> found() throws SQLException {
        return found(keys(), Map.of());
    }

    private List<String> found(AuditKeys keys, Map<String, Place> heads) {
        try {
            return new AuditReview(new JdbcDatabase(pool::getConnection), SHOP, keys, () -> heads)
                    .verify().findings().stream()
                            .sorted(Comparator.comparing(AuditFinding::position))
                            .map(finding -> finding.kind() + " " + finding.position())
                            .toList();
        } catch (ProblemException e) {
            throw new AssertionError(e);
        }
    }

    private List<AuditRow> exported() throws ProblemException {
        List<AuditRow> rows = new ArrayList<>();
        new AuditReview(new JdbcDatabase(pool::getConnection), SHOP, keys(), Map::of).export(Instant.EPOCH, rows::add);
        return rows;
    }

    private List<AuditRow> rows() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return new AuditStatements(new JdbcSql(connection))
                    .rows(text("SELECT ID FROM PASSKEY_AUDIT_CHAIN"), 0, 100);
        }
    }

    private void write(AuditRow row) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            new AuditStatements(new JdbcSql(connection)).add(row);
        }
    }

    private void copy(int from, int to) throws SQLException {
        AuditRow row = rows().stream()
                .filter(known -> known.position() == from)
                .findFirst()
                .orElseThrow();
        write(row.at(to));
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
