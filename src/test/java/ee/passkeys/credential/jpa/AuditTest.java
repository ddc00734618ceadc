// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static ee.passkeys.credential.jpa.StoredCeremonies.register;
import static ee.passkeys.credential.jpa.StoredCeremonies.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.passkeys.admin.AdminDatabase;
import ee.passkeys.admin.Administration;
import ee.passkeys.admin.AuditReview;
import ee.passkeys.admin.Codes;
import ee.passkeys.admin.ServerDatabase;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.audit.AuditRecorder;
import ee.passkeys.audit.AuditTrail;
import ee.passkeys.ceremony.PasskeyCeremonies;
import ee.passkeys.ceremony.StoredPasskeyAccounts;
import ee.passkeys.config.Settings.AuditSettings;
import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions.Parts;
import ee.passkeys.credential.sql.AuditRow;
import ee.passkeys.credential.sql.RowSeals;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.testkit.TestPasskeys;
import ee.passkeys.value.CredentialId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

@ParameterizedClass
@ArgumentsSource(AuditTest.ProvidersAndDatabases.class)
@DisplayName("The audit table")
class AuditTest {

    private final MutableClock clock = new MutableClock();
    private final SecureRandom random = new SecureRandom();
    private final AuditRecorder recorder = new AuditRecorder(
            new AuditSettings(Optional.of("A".repeat(43)), Optional.empty(), Duration.ofDays(400)),
            TestPasskeys.USERS.id(),
            new AuditTrail.Source("node-1", Optional::empty, Optional::empty),
            random,
            clock);
    private final List<PasskeyEvent> sent = new ArrayList<>();
    private final JpaPasskeyTransactions store;
    private final AdminDatabase database;

    AuditTest(ProviderKind provider, TestDatabases database) {
        this.store = new JpaPasskeyTransactions(
                () -> new Parts(
                        database.withTables(),
                        provider,
                        new LocalTransactions(),
                        View.of(TestPasskeys.USERS),
                        recorder.journal()),
                SchemaMode.MIGRATE,
                clock);
        this.database = new ServerDatabase(store);
    }

    static final class ProvidersAndDatabases implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return Databases.of(context)
                    .flatMap(database ->
                            Stream.of(ProviderKind.values()).map(provider -> Arguments.of(provider, database)));
        }
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    /** What is told after the commit was recorded before it, each once and in this order. */
    @Test
    void hasEveryChange() throws ProblemException {
        PasskeyCeremonies ceremonies = ceremonies();
        SoftAuthenticator phone = new SoftAuthenticator();
        CredentialId id = register(ceremonies, phone, "ann");
        signIn(ceremonies, phone);
        ceremonies.ownPasskeys().rename("ann", id, "phone");
        Administration administration =
                new Administration(database, TestPasskeys.USERS, sent::add, clock, RowSeals.NONE, Optional::empty);
        administration.disable("grace", "ann");
        administration.enable("grace", id);
        administration.askAgain("grace", "ann");
        administration.export("grace", "ann");
        administration.rename("grace", "ann", "beth");
        Codes codes = new Codes(database, TestPasskeys.USERS, name -> true, sent::add, random, clock);
        codes.recoveryCodes("beth");
        String code = codes.issue("grace", "beth", Duration.ofHours(1), 2).code();
        codes.approve("root", "beth");
        codes.use("beth", code);
        codes.issue("grace", "beth", Duration.ofHours(1), 1);
        codes.withdraw("grace", "beth");
        ceremonies.ownPasskeys().remove("beth", id);
        register(ceremonies, new SoftAuthenticator(), "beth");
        administration.revokeAll("grace", "beth");
        register(ceremonies, new SoftAuthenticator(), "beth");
        new StoredPasskeyAccounts(store, sent::add, clock).rename("beth", "carl");
        new StoredPasskeyAccounts(store, sent::add, clock).forget("carl");

        List<AuditRow> rows = rows();
        assertThat(sent).hasSizeGreaterThan(20).allMatch(AuditTrail::isOfAChange);
        assertThat(rows).extracting(AuditRow::atMs).hasSameSizeAs(sent);
        assertThat(rows)
                .extracting(AuditRow::event)
                .containsExactlyElementsOf(sent.stream().map(AuditTest::word).toList());
        assertThat(review().verify().findings()).isEmpty();
    }

    @Test
    void hasNothingOfWhatWasRolledBack() throws ProblemException {
        PasskeyCeremonies ceremonies = ceremonies();
        CredentialId id = register(ceremonies, new SoftAuthenticator(), "ann");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> store.<String, RuntimeException>transact(stored -> {
                    stored.remove("ann", id);
                    stored.record(new PasskeyEvent.Removed(clock.instant(), "ann", id));
                    throw new IllegalStateException("no");
                }));
        register(ceremonies, new SoftAuthenticator(), "bob");

        assertThat(rows()).extracting(AuditRow::caller).containsExactly("ann", "bob");
        assertThat(review().verify().findings()).isEmpty();
    }

    @Test
    void staysWholeUnderManySignInsAtOnce() throws Exception {
        PasskeyCeremonies ceremonies = ceremonies();
        List<Callable<Void>> users = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            SoftAuthenticator phone = new SoftAuthenticator();
            register(ceremonies, phone, "user-" + i);
            users.add(() -> {
                for (int n = 0; n < 10; n++) {
                    signIn(ceremonies, phone);
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Void> done : threads.invokeAll(users)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(rows()).hasSize(44);
        assertThat(review().verify().findings()).isEmpty();
    }

    @Test
    void countsWhatAnybodyCanCauseWithoutEnd() throws ProblemException {
        for (int i = 0; i < 3; i++) {
            recorder.record(refused("foreign-origin"), store);
            recorder.count("too-many-requests");
        }
        recorder.record(refused("authentication-failed"), store);
        assertThat(rows()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        recorder.tend(store);
        recorder.tend(store);

        assertThat(rows())
                .extracting(row -> row.reason() + " " + row.detail())
                .containsExactlyInAnyOrder(
                        "authentication-failed kind=authentication detail=why",
                        "foreign-origin kind=counted detail=\"3 times\"",
                        "too-many-requests kind=counted detail=\"3 times\"");
    }

    @Test
    void staysWholeWhenOldRowsArePurged() throws ProblemException {
        recorder.tend(store);
        fill(1203);
        clock.advance(Duration.ofDays(200));
        fill(2);
        recorder.tend(store);
        assertThat(review().verify().rows()).isEqualTo(1205);
        clock.advance(Duration.ofDays(201));
        fill(1);
        recorder.tend(store);

        assertThat(review().verify().rows()).isEqualTo(3);
        assertThat(review().verify().findings()).isEmpty();
        clock.advance(Duration.ofDays(401));
        recorder.tend(store);
        assertThat(review().verify().rows()).isZero();
        fill(1);
        assertThat(review().verify().findings()).isEmpty();
    }

    @Test
    void keepsOldRowsThatSomebodyHasChanged() throws ProblemException {
        recorder.tend(store);
        fill(5);
        recorder.tend(store);
        database.transact(sql -> sql.change("UPDATE PASSKEY_AUDIT SET CALLER = ? WHERE CHAIN_POS = ?", "eve", 3L));
        clock.advance(Duration.ofDays(401));
        recorder.tend(store);

        assertThat(rows()).hasSize(3);
        assertThat(review().verify().findings())
                .extracting(finding -> finding.kind() + " " + finding.position())
                .containsExactly("CHANGED 3");
    }

    private void fill(int rows) {
        store.<Integer, RuntimeException>transact(stored -> {
            for (int i = 0; i < rows; i++) {
                stored.record(new PasskeyEvent.SignedIn(clock.instant(), "ann", TestPasskeys.id(), true));
            }
            return rows;
        });
    }

    private PasskeyEvent refused(String code) {
        return new PasskeyEvent.Refused(clock.instant(), "authentication", code, "why");
    }

    private static String word(PasskeyEvent event) {
        return event.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(java.util.Locale.ROOT);
    }

    private AuditReview review() {
        return new AuditReview(
                database, TestPasskeys.USERS.id(), recorder.keys().orElseThrow(), recorder::heads);
    }

    /** In the order of the chain: a clock that stands still gives no other, and nothing here is done at once. */
    private List<AuditRow> rows() throws ProblemException {
        List<AuditRow> rows = new ArrayList<>();
        review().export(Instant.EPOCH, rows::add);
        return rows;
    }

    private PasskeyCeremonies ceremonies() {
        return StoredCeremonies.of(store, sent::add, random, clock);
    }
}
