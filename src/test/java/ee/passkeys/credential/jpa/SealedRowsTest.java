// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.ceremony.PasskeyCeremonies;
import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.credential.Journal;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions.Parts;
import ee.passkeys.credential.sql.HashedKeys;
import ee.passkeys.credential.sql.RowSeals;
import ee.passkeys.credential.sql.Sealing;
import ee.passkeys.credential.sql.UserStatements;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.testkit.TestPasskeys;
import ee.passkeys.value.CredentialId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What somebody gains who may write to the database but does not know the row secret. */
@ParameterizedClass
@EnumSource(ProviderKind.class)
@DisplayName("A sealed row")
class SealedRowsTest {

    private static final String SECRET = "A".repeat(43);
    private static final String NEW_SECRET = "B".repeat(42) + "A";

    private final ProviderKind provider;
    private final DataSource database = TestDatabases.H2.create();
    private final List<PasskeyEvent> events = new ArrayList<>();
    private final SoftAuthenticator phone = new SoftAuthenticator();
    private final SoftAuthenticator evil = new SoftAuthenticator();
    private JpaPasskeyTransactions store;

    SealedRowsTest(ProviderKind provider) {
        this.provider = provider;
        this.store = store(seals(false, SECRET));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void signsItsUserIn() throws ProblemException {
        register(phone, "ann");
        signIn(phone);
        assertThat(events).noneMatch(PasskeyEvent.Forged.class::isInstance);
    }

    @Test
    void signsNobodyInAfterItWasMovedToAnotherUser() throws ProblemException {
        CredentialId own = register(evil, "eve");
        register(phone, "ann");
        change(
                "UPDATE PASSKEY SET OWNER_HANDLE = (SELECT u.HANDLE FROM PASSKEY_USER u WHERE u.CALLER = ?) WHERE ID = ?",
                "ann",
                HashedKeys.of(own));
        assertForged("ann", own);
    }

    @Test
    void signsNobodyInAfterItsUserGotAnotherName() throws ProblemException {
        CredentialId own = register(evil, "eve");
        change(
                "UPDATE PASSKEY_USER SET CALLER = ?, CALLER_HASH = ?, PERSON_HASH = ? WHERE CALLER = ?",
                "ann",
                HashedKeys.ofCaller(TestPasskeys.USERS, "ann"),
                HashedKeys.ofPerson(TestPasskeys.USERS, "ann"),
                "eve");
        assertForged("ann", own);
    }

    @Test
    void signsNobodyInAfterAChangeOfAnythingThatNeverChanges() throws ProblemException {
        CredentialId own = register(phone, "ann");
        for (String set : List.of(
                "PUBLIC_KEY = CONCAT(PUBLIC_KEY, 'A')",
                "RP_ID = 'example.com'",
                "BACKUP_ELIGIBLE = NOT BACKUP_ELIGIBLE",
                "CREATED_MS = CREATED_MS + 1",
                "AAGUID = 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd'",
                "ROW_SEAL = NULL",
                "ROW_SEAL = 'x'")) {
            String before = seal(own);
            change("CREATE TABLE KEPT AS SELECT * FROM PASSKEY");
            change("UPDATE PASSKEY SET " + set);
            assertThat(isForged(own)).as(set).isTrue();
            change("DELETE FROM PASSKEY");
            change("INSERT INTO PASSKEY SELECT * FROM KEPT");
            change("DROP TABLE KEPT");
            assertThat(seal(own)).isEqualTo(before);
            assertThat(isForged(own)).as("as before " + set).isFalse();
        }
    }

    @Test
    void isNotMadeByTheSecretOfAnotherUserBaseOrByAnother() throws ProblemException {
        CredentialId own = register(phone, "ann");
        store.close();
        store = store(seals(false, NEW_SECRET));
        assertForged("ann", own, phone);
    }

    @Test
    void countsWithThePreviousSecretUntilItIsMadeAnew() throws ProblemException {
        CredentialId own = register(phone, "ann");
        store.close();
        RowSeals both = seals(false, NEW_SECRET, SECRET);
        store = store(both);
        signIn(phone);
        assertThat(sealAll(both)).isEqualTo(new Sealing(1, 0, ""));
        store.close();
        store = store(seals(false, NEW_SECRET));
        signIn(phone);
        assertThat(isForged(own)).isFalse();
    }

    @Test
    void isAskedForOfPasskeysFromBeforeUnlessTheSettingsAcceptThem() throws ProblemException {
        store.close();
        store = store(RowSeals.NONE);
        CredentialId own = register(phone, "ann");
        store.close();
        store = store(seals(true, SECRET));
        signIn(phone);
        events.clear();
        store.close();
        RowSeals strict = seals(false, SECRET);
        store = store(strict);
        assertForged("ann", own, phone);
        assertThat(unsealed()).isEqualTo(1);

        assertThat(sealAll(strict)).isEqualTo(new Sealing(1, 0, ""));
        assertThat(unsealed()).isZero();
        signIn(phone);
    }

    @Test
    void followsItsUserToANewNameUnlessItIsForged() throws ProblemException {
        CredentialId own = register(phone, "ann");
        CredentialId wrong = register(evil, "ann");
        change("UPDATE PASSKEY SET PUBLIC_KEY = CONCAT(PUBLIC_KEY, 'A') WHERE ID = ?", HashedKeys.of(wrong));
        store.<Boolean, RuntimeException>transact(stored -> stored.renameUser("ann", "beth"));

        assertThat(isForged(own)).isFalse();
        assertThat(isForged(wrong)).isTrue();
        signIn(phone);
    }

    private void assertForged(String caller, CredentialId id) {
        assertForged(caller, id, evil);
    }

    private void assertForged(String caller, CredentialId id, SoftAuthenticator with) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> signIn(with))
                .extracting(ProblemException::failure)
                .isEqualTo(ProblemCode.AUTHENTICATION_FAILED);
        assertThat(events)
                .anySatisfy(event -> assertThat(event).isInstanceOfSatisfying(PasskeyEvent.Forged.class, forged -> {
                    assertThat(forged.caller()).isEqualTo(caller);
                    assertThat(forged.passkey()).isEqualTo(id);
                }))
                .noneMatch(PasskeyEvent.SignedIn.class::isInstance);
        events.clear();
    }

    private static RowSeals seals(boolean unsealedAccepted, String... secrets) {
        return new RowSeals(RowSeals.keys(Stream.of(secrets)), unsealedAccepted);
    }

    private JpaPasskeyTransactions store(RowSeals seals) {
        return new JpaPasskeyTransactions(
                () -> new Parts(
                        database, provider, new LocalTransactions(), new View(TestPasskeys.USERS, seals), Journal.NONE),
                SchemaMode.MIGRATE,
                Clock.systemUTC());
    }

    private Sealing sealAll(RowSeals seals) {
        return store.<Sealing, RuntimeException>transact(
                stored -> new UserStatements(stored.sql(), TestPasskeys.USERS, seals).seal("", 100));
    }

    private long unsealed() {
        return store.<Long, RuntimeException>transact(
                stored -> new UserStatements(stored.sql(), TestPasskeys.USERS, RowSeals.NONE).unsealed());
    }

    private boolean isForged(CredentialId id) {
        return store.<Boolean, RuntimeException>transact(
                stored -> stored.find(id).orElseThrow().forged());
    }

    private String seal(CredentialId id) {
        return store.<String, RuntimeException>transact(stored -> stored.sql()
                .query(1, "SELECT p.ROW_SEAL, p.ID FROM PASSKEY p WHERE p.ID = ?", HashedKeys.of(id))
                .get(0)
                .text(0));
    }

    private void change(String sql, Object... parameters) {
        store.<Integer, RuntimeException>transact(stored -> stored.sql().change(sql, parameters));
    }

    private PasskeyCeremonies ceremonies() {
        return StoredCeremonies.of(store, events::add, new SecureRandom(), Clock.systemUTC());
    }

    private CredentialId register(SoftAuthenticator with, String name) throws ProblemException {
        return StoredCeremonies.register(ceremonies(), with, name);
    }

    private void signIn(SoftAuthenticator with) throws ProblemException {
        StoredCeremonies.signIn(ceremonies(), with);
    }
}
