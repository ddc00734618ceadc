// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static ee.passkeys.credential.jpa.CountingDataSource.COMMIT;
import static ee.passkeys.credential.jpa.CountingDataSource.CONNECTION;
import static ee.passkeys.credential.jpa.StoredCeremonies.BROWSER;
import static ee.passkeys.credential.jpa.StoredCeremonies.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.audit.AuditKey;
import ee.passkeys.audit.AuditTrail;
import ee.passkeys.ceremony.PasskeyCeremonies;
import ee.passkeys.ceremony.StartedCeremony;
import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.credential.Journal;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions.Parts;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.testkit.TestPasskeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a sign-in asks of the database: one question, then one transaction. */
class LoginCostTest {

    private final CountingDataSource database = new CountingDataSource(TestDatabases.H2.create());
    private final SoftAuthenticator phone = new SoftAuthenticator();

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void isOneQuestionAndOneTransaction(ProviderKind provider) throws ProblemException {
        try (JpaPasskeyTransactions store = store(provider)) {
            PasskeyCeremonies ceremonies = withOnePasskey(store);
            signIn(ceremonies);

            database.reset();
            signIn(ceremonies);

            List<String> seen = database.seen();
            assertThat(database.statements()).as("statements of %s", seen).hasSize(4);
            assertThat(database.count(COMMIT)).as("commits of %s", seen).isEqualTo(1);
            assertThat(database.count(CONNECTION)).as("connections of %s", seen).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void isOneStatementMoreWithAnAuditTable(ProviderKind provider) throws ProblemException {
        AuditTrail trail = new AuditTrail(
                new AuditKey("A".repeat(43)),
                TestPasskeys.USERS.id(),
                new AuditTrail.Source("here", Optional::empty, Optional::empty),
                new SecureRandom(),
                Clock.systemUTC());
        try (JpaPasskeyTransactions store = store(provider, trail)) {
            PasskeyCeremonies ceremonies = withOnePasskey(store);
            signIn(ceremonies);

            database.reset();
            signIn(ceremonies);

            List<String> seen = database.seen();
            assertThat(database.statements()).as("statements of %s", seen).hasSize(5);
            assertThat(database.statements())
                    .filteredOn(statement -> statement.contains("INTO PASSKEY_AUDIT"))
                    .hasSize(1);
            assertThat(database.count(COMMIT)).as("commits of %s", seen).isEqualTo(1);
            assertThat(database.count(CONNECTION)).as("connections of %s", seen).isEqualTo(2);
        }
    }

    /** The second answer is found out by the first question. */
    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void isOneQuestionForAnAnswerThatIsSentAgain(ProviderKind provider) throws ProblemException {
        try (JpaPasskeyTransactions store = store(provider)) {
            PasskeyCeremonies ceremonies = withOnePasskey(store);
            StartedCeremony begun = ceremonies.authentication().begin(BROWSER, false);
            ObjectNode answer = phone.get(begun.publicKey(), ORIGIN);
            ceremonies.authentication().finish(BROWSER, Optional.empty(), begun.ceremony(), answer);

            database.reset();
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() ->
                            ceremonies.authentication().finish(BROWSER, Optional.empty(), begun.ceremony(), answer))
                    .extracting(ProblemException::failure)
                    .isEqualTo(ProblemCode.CEREMONY_SPENT);

            assertThat(database.statements()).hasSize(1);
            assertThat(database.count(COMMIT)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void isNothingAtItsBeginning(ProviderKind provider) throws ProblemException {
        try (JpaPasskeyTransactions store = store(provider)) {
            PasskeyCeremonies ceremonies = withOnePasskey(store);

            database.reset();
            ceremonies.authentication().begin(BROWSER, false);

            assertThat(database.seen()).isEmpty();
        }
    }

    /** Whoever measures how long the answer takes learns of no name whether it exists. */
    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void asksTheSameOfTheDatabaseForEveryName(ProviderKind provider) throws ProblemException {
        try (JpaPasskeyTransactions store = store(provider)) {
            PasskeyCeremonies ceremonies = withOnePasskey(store);
            store.<Boolean, RuntimeException>transact(stored -> {
                stored.addUser(TestPasskeys.user("bob"));
                return true;
            });
            ceremonies.authentication().begin(BROWSER, "ann", false);

            List<List<String>> seen = new ArrayList<>();
            for (String name : List.of("ann", "bob", "nobody")) {
                database.reset();
                ceremonies.authentication().begin(BROWSER, name, false);
                seen.add(database.seen());
            }

            assertThat(seen.get(0)).hasSize(2).first().isEqualTo(CONNECTION);
            assertThat(seen).allSatisfy(one -> assertThat(one).isEqualTo(seen.get(0)));
        }
    }

    private JpaPasskeyTransactions store(ProviderKind provider) {
        return store(provider, Journal.NONE);
    }

    private JpaPasskeyTransactions store(ProviderKind provider, Journal journal) {
        JpaPasskeyTransactions store = new JpaPasskeyTransactions(
                () -> new Parts(database, provider, new LocalTransactions(), View.of(TestPasskeys.USERS), journal),
                SchemaMode.MIGRATE,
                Clock.systemUTC());
        store.open();
        return store;
    }

    private PasskeyCeremonies withOnePasskey(JpaPasskeyTransactions store) throws ProblemException {
        PasskeyCeremonies ceremonies = StoredCeremonies.of(store, event -> {}, new SecureRandom(), Clock.systemUTC());
        StoredCeremonies.register(ceremonies, phone, "ann");
        store.<Boolean, RuntimeException>transact(stored -> {
            stored.keep(new PasswordLogin(
                    "ann", Set.of("staff", "boss"), Clock.systemUTC().instant()));
            return true;
        });
        return ceremonies;
    }

    private void signIn(PasskeyCeremonies ceremonies) throws ProblemException {
        StoredCeremonies.signIn(ceremonies, phone);
    }
}
