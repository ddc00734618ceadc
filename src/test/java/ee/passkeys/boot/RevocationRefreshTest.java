// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.passkeys.credential.Journal;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions;
import ee.passkeys.credential.jpa.TestStores;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.session.Revocations;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.value.Groups;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Two nodes with one database, each of which asks for itself. */
@ParameterizedClass
@ArgumentsSource(TestStores.class)
@DisplayName("A node learns of a revocation")
class RevocationRefreshTest {

    private static final Duration KEPT = Duration.ofDays(60);

    private final MutableClock clock = new MutableClock();
    private final JpaPasskeyTransactions store;
    private final Node one = new Node();
    private final Node other = new Node();

    RevocationRefreshTest(TestStores.Opener stores) {
        this.store = stores.open(Journal.NONE, clock);
    }

    private final class Node {

        final Revocations known = new Revocations();
        final RevocationRefresh refresh = new RevocationRefresh(known, clock);

        void refresh() {
            refresh.refresh(store);
        }

        boolean ends(String passkey) {
            return known.end(
                    new LoginRecord("ada", Groups.BY_NAME, LoginRecord.PASSKEY, Instant.EPOCH, null).with(passkey));
        }
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void atTheNextLookWhicheverNodeItWasMadeOn() {
        one.refresh();
        other.refresh();
        revoke("phone", clock.instant());
        assertThat(one.ends("phone")).isFalse();

        one.refresh();
        other.refresh();

        assertThat(one.ends("phone")).isTrue();
        assertThat(other.ends("phone")).isTrue();
        assertThat(other.ends("laptop")).isFalse();
    }

    @Test
    void alsoWhenItStartsLongAfterIt() {
        revoke("phone", clock.instant());
        clock.advance(KEPT.minusSeconds(1));

        one.refresh();

        assertThat(one.ends("phone")).isTrue();
    }

    @Test
    void alsoWhenItWasCommittedLateOrByAClockThatIsBehind() {
        one.refresh();
        clock.advance(Duration.ofSeconds(5));
        one.refresh();
        revoke("phone", clock.instant().minusSeconds(100));

        one.refresh();

        assertThat(one.ends("phone")).isTrue();
    }

    @Test
    void asksForWhatIsNewAlone() {
        one.refresh();
        clock.advance(Duration.ofHours(1));
        one.refresh();
        revoke("phone", clock.instant().minus(Duration.ofMinutes(3)));

        one.refresh();

        assertThat(one.ends("phone")).isFalse();
    }

    @Test
    void ofAllThatWasMadeWhileTheDatabaseWasAwayForIt() {
        one.refresh();
        revoke("phone", clock.instant().plusSeconds(1));
        clock.advance(Duration.ofHours(1));
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> one.refresh.refresh(new Away()));
        assertThat(one.ends("phone")).isFalse();

        one.refresh();

        assertThat(one.ends("phone")).isTrue();
    }

    @Test
    void untilNoSessionCanBeLeft() {
        revoke("phone", clock.instant());
        one.refresh();
        clock.advance(KEPT.plusMillis(1));

        one.refresh();

        assertThat(one.known.isEmpty()).isTrue();
        assertThat(rows()).isZero();
    }

    @Test
    void withoutLookingForOldOnesEachTime() {
        one.refresh();
        revoke("phone", clock.instant().minus(KEPT).minusMillis(1));
        clock.advance(Duration.ofHours(6).minusMillis(1));
        one.refresh();
        assertThat(rows()).isEqualTo(1);

        clock.advance(Duration.ofMillis(1));
        one.refresh();

        assertThat(rows()).isZero();
    }

    /** A database that does not answer. */
    private static final class Away implements PasskeyTransactions {

        @Override
        public <T, X extends Exception> T transact(Work<T, X> work) {
            throw new StoreUnavailableException("away");
        }
    }

    private void revoke(String passkey, Instant at) {
        change("INSERT INTO PASSKEY_REVOCATION (PASSKEY_ID, REVOKED_MS) VALUES (?, ?)", passkey, at.toEpochMilli());
    }

    private void change(String statement, Object... parameters) {
        store.<Integer, RuntimeException>transact(stored -> stored.sql().change(statement, parameters));
    }

    private long rows() {
        return store.<Long, RuntimeException>transact(stored -> stored.sql()
                .query(1, "SELECT COUNT(*) AS REVOKED FROM PASSKEY_REVOCATION")
                .get(0)
                .number(0));
    }
}
