// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static ee.passkeys.testkit.TestPasskeys.passkey;
import static ee.passkeys.testkit.TestPasskeys.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.passkeys.admin.AdminDatabase;
import ee.passkeys.admin.Administration;
import ee.passkeys.admin.Codes;
import ee.passkeys.admin.JdbcDatabase;
import ee.passkeys.admin.ServerDatabase;
import ee.passkeys.api.AccountStatus;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.credential.PasskeyUser;
import ee.passkeys.credential.jpa.AdministrationTest.Face;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions.Parts;
import ee.passkeys.credential.sql.CodeStatements;
import ee.passkeys.credential.sql.CodeStatements.OpenCode;
import ee.passkeys.credential.sql.RowSeals;
import ee.passkeys.credential.sql.Sql;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.value.UserBase;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass
@ArgumentsSource(AdministrationTest.FacesAndDatabases.class)
@DisplayName("A code")
class CodesTest {

    private static final UserBase SHOP = new UserBase("/shop");
    private static final Duration DAY = Duration.ofDays(1);

    private final JpaPasskeyTransactions store;
    private final AdminDatabase database;
    private final List<PasskeyEvent> events = new ArrayList<>();
    private final MutableClock clock = new MutableClock();
    private Optional<String> account = Optional.empty();
    private final Codes codes;

    CodesTest(Face face, TestDatabases databases) {
        DataSource dataSource = databases.withTables();
        this.store = new JpaPasskeyTransactions(
                () -> new Parts(dataSource, face.provider(), new LocalTransactions(), SHOP), SchemaMode.MIGRATE, clock);
        store.open();
        this.database =
                face == Face.COMMAND_LINE ? new JdbcDatabase(dataSource::getConnection) : new ServerDatabase(store);
        this.codes = codes(SHOP);
    }

    private Codes codes(UserBase users) {
        AccountStatus accounts = new AccountStatus() {
            @Override
            public boolean isActive(String caller) {
                return true;
            }

            @Override
            public Optional<String> accountId(String caller) {
                return account;
            }
        };
        return new Codes(database, users, accounts, events::add, new SecureRandom(), clock);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void isUsedOnceByItsUserInAnySpelling() throws ProblemException {
        Codes.Issued issued = codes.issue("grace", "Ada", DAY, 1);

        assertThat(issued.expiresAt()).isEqualTo(clock.instant().plus(DAY));
        assertThat(codes.use("ADA", " " + issued.code().toLowerCase(Locale.ROOT).replace("-", " ")))
                .isEqualTo("Ada");
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("Ada", issued.code()));
        assertThat(codes.enrollment("Ada")).isEmpty();
        assertThat(events).contains(new PasskeyEvent.CodeUsed(clock.instant(), "Ada"));
        assertThat(events).last().isInstanceOf(PasskeyEvent.Refused.class);
    }

    @Test
    void isNoCodeOfAnotherUserOrUserBase() throws ProblemException {
        String code = codes.issue("grace", "ada", DAY, 1).code();

        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("bob", code));
        assertRefused(
                ProblemCode.AUTHENTICATION_FAILED,
                () -> codes(new UserBase("/other")).use("ada", code));
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("ada", ""));
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("", code));
        assertThat(codes.use("ada", code)).isEqualTo("ada");
    }

    @Test
    void expires() throws ProblemException {
        String code = codes.issue("grace", "ada", DAY, 1).code();

        clock.advance(DAY);
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("ada", code));
        assertThat(codes.enrollment("ada")).isEmpty();
    }

    @Test
    void replacesTheOneBeforeAndCanBeWithdrawn() throws ProblemException {
        String first = codes.issue("grace", "ada", DAY, 1).code();
        String second = codes.issue("grace", "ADA", DAY, 1).code();

        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("ada", first));
        codes.withdraw("grace", "ada");
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("ada", second));
        assertRefused(ProblemCode.NO_SUCH_CODE, () -> codes.withdraw("grace", "ada"));
    }

    @Test
    void waitsForAnotherOperatorWhereTwoHaveToAgree() throws ProblemException {
        Codes.Issued issued = codes.issue("grace", "ada", DAY, 2);

        assertThat(issued.approvals()).isEqualTo(1);
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("ada", issued.code()));
        assertRefused(ProblemCode.PASSKEY_NOT_ALLOWED, () -> codes.approve("GRACE", "ada"));
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("ada", issued.code()));
        codes.approve("linus", "ada");
        assertRefused(ProblemCode.NO_SUCH_CODE, () -> codes.approve("linus", "ada"));
        assertThat(codes.use("ada", issued.code())).isEqualTo("ada");
    }

    @Test
    void isRandomAndStoredAsAHash() throws ProblemException {
        String code = codes.issue("grace", "ada", DAY, 1).code();
        List<String> recovery = codes.recoveryCodes("ada");

        assertThat(code.replace("-", "")).matches("[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(recovery)
                .hasSize(10)
                .allMatch(one -> one.matches("([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}"));
        assertThat(new HashSet<>(recovery)).hasSize(10);
        String stored = database.transact(
                (Sql sql) -> sql.query(100, "SELECT c.CODE_HASH, c.CALLER, c.ISSUED_BY FROM PASSKEY_CODE c").stream()
                        .map(row -> row.text(0) + row.text(1) + row.text(2))
                        .toList()
                        .toString());
        assertThat(stored).hasSizeGreaterThan(11 * 64).doesNotContain(code, code.replace("-", ""));
    }

    @Test
    void forRecoveryIsOneOfTenThatAreUsedUp() throws ProblemException {
        List<String> before = codes.recoveryCodes("ada");
        assertThat(codes.use("ada", before.get(3))).isEqualTo("ada");
        assertThat(codes.recoveryCodesLeft("ADA")).isEqualTo(9);
        assertThat(codes.use("ada", before.get(4))).isEqualTo("ada");

        List<String> after = codes.recoveryCodes("ada");
        assertThat(codes.recoveryCodesLeft("ada")).isEqualTo(10);
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("ada", before.get(5)));
        assertThat(codes.use("ada", after.get(0))).isEqualTo("ada");
        assertThat(codes.recoveryCodesLeft("bob")).isZero();
    }

    @Test
    void goesWithItsUser() throws ProblemException {
        PasskeyUser ada = user("ada");
        store.<Boolean, RuntimeException>transact(stored -> {
            stored.addUser(ada);
            stored.add(passkey(ada));
            return true;
        });
        Administration administration =
                new Administration(database, SHOP, events::add, clock, RowSeals.NONE, Optional::empty);
        String code = codes.issue("grace", "ada", DAY, 1).code();
        String recovery = codes.recoveryCodes("ada").get(0);

        administration.rename("grace", "ada", "lovelace");
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("ada", code));
        String other = codes.issue("grace", "lovelace", DAY, 1).code();
        administration.forget("grace", "lovelace");
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("lovelace", other));
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("ada", recovery));
    }

    @Test
    void isNotForTheNextOfTheNameNorForWhoHadItBefore() throws ProblemException {
        account = Optional.of("17");
        String recovery = codes.recoveryCodes("ned").get(0);
        String enrollment = codes.issue("grace", "ned", DAY, 1).code();

        account = Optional.of("18");
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("ned", recovery));
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("ned", enrollment));
        account = Optional.empty();
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("ned", recovery));
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("ned", enrollment));
        account = Optional.of("17");
        assertThat(codes.use("ned", recovery)).isEqualTo("ned");
        assertThat(codes.use("ned", enrollment)).isEqualTo("ned");
    }

    @Test
    void mayBeIssuedByAnOperatorBeforeThereIsAnAccountButNotToIt() throws ProblemException {
        String recovery = codes.recoveryCodes("ned").get(0);
        String enrollment = codes.issue("grace", "ned", DAY, 1).code();

        account = Optional.of("17");
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("ned", recovery));
        assertThat(codes.use("ned", enrollment)).isEqualTo("ned");
    }

    @Test
    void isNotApprovedInPlaceOfAnotherThatItReplaced() throws ProblemException {
        codes.issue("grace", "ada", DAY, 2);
        OpenCode seen = codes.enrollment("ada").orElseThrow();
        String replaced = codes.issue("linus", "ada", DAY, 2).code();

        boolean approved = database.transact((Sql sql) -> new CodeStatements(sql, SHOP).approve(seen));

        assertThat(approved).isFalse();
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("ada", replaced));
    }

    @Test
    void isWithdrawnWhenAllPasskeysOfItsUserAreDisabled() throws ProblemException {
        PasskeyUser ada = user("ada");
        store.<Boolean, RuntimeException>transact(stored -> {
            stored.addUser(ada);
            stored.add(passkey(ada));
            return true;
        });
        String byOperator = codes.recoveryCodes("ada").get(0);
        new Administration(database, SHOP, events::add, clock, RowSeals.NONE, Optional::empty).disable("grace", "ADA");
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("ada", byOperator));

        String ofWhoIsGone = codes.recoveryCodes("ada").get(0);
        store.<Integer, RuntimeException>transact(stored -> stored.disable("ada"));
        assertRefused(ProblemCode.AUTHENTICATION_FAILED, () -> codes.use("ada", ofWhoIsGone));
    }

    @Test
    void keepsItsNameFromUsersWhoAreRenamedAndFromVisitors() throws ProblemException {
        store.<Boolean, RuntimeException>transact(stored -> {
            stored.addUser(user("ada"));
            return true;
        });
        Administration administration =
                new Administration(database, SHOP, events::add, clock, RowSeals.NONE, Optional::empty);
        codes.issue("grace", "newhire", DAY, 1);

        assertRefused(ProblemCode.NAME_TAKEN, () -> administration.rename("grace", "ada", "NewHire"));
        boolean known = store.<Boolean, RuntimeException>transact(stored -> stored.isKnown("NEWHIRE"));
        assertThat(known).isTrue();
    }

    private static void assertRefused(ProblemCode code, ThrowingCallable act) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(act)
                .satisfies(refusal -> assertThat(refusal.failure()).isEqualTo(code));
    }
}
