// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static ee.passkeys.testkit.TestPasskeys.NOON;
import static ee.passkeys.testkit.TestPasskeys.USERS;
import static ee.passkeys.testkit.TestPasskeys.id;
import static ee.passkeys.testkit.TestPasskeys.passkey;
import static ee.passkeys.testkit.TestPasskeys.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.credential.DuplicateException;
import ee.passkeys.credential.EnrollmentRecord;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyDescriptor;
import ee.passkeys.credential.PasskeyRepository;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.PasskeyUsage;
import ee.passkeys.credential.PasskeyUser;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.credential.Secret;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.TokenFamily;
import ee.passkeys.credential.TokenKey;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions.Parts;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserBase;
import ee.passkeys.value.UserHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the store promises, whatever the persistence provider and the database: the subclasses choose them. */
abstract class PasskeyTransactionsContract {

    private static final List<String> LOOK_LIKE_ADA =
            List.of("ada", "ADA", "Ada ", " Ada", "Ada\u00a0", "\u00c4da", "");

    private final ProviderKind provider;
    private final TestDatabases database;
    private DataSource dataSource;
    private JpaPasskeyTransactions store;

    PasskeyTransactionsContract(ProviderKind provider, TestDatabases database) {
        this.provider = provider;
        this.database = database;
    }

    @BeforeEach
    void openStoreOnEmptyDatabase() {
        dataSource = database.withTables();
        store = store(SchemaMode.MIGRATE, dataSource);
        store.open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Nested
    @DisplayName("A user")
    class User {

        @Test
        void isFoundByName() {
            PasskeyUser user = user();
            run(passkeys -> passkeys.addUser(user));

            assertThat(userNamed(user.caller())).contains(user);
        }

        @Test
        void isNotFoundByAnyOtherName() {
            run(passkeys -> passkeys.addUser(user("Ada")));

            for (String other : LOOK_LIKE_ADA) {
                assertThat(userNamed(other)).as(other).isEmpty();
            }
        }

        @Test
        void mayHaveTheLongestNameInTheLongestLetters() {
            PasskeyUser user = user("\ud83d\udd11".repeat(255));
            run(passkeys -> passkeys.addUser(user));

            assertThat(userNamed(user.caller())).contains(user);
        }

        @Test
        void isHeldForOneSignUpUntilItIsLetGo() {
            run(passkeys -> passkeys.reserve("Ada", NOON));

            assertDuplicate(DuplicateException.Of.USER, passkeys -> passkeys.reserve("Ada", NOON));
            assertThat(store.<Optional<Instant>, RuntimeException>transact(passkeys -> passkeys.reserved("Ada")))
                    .contains(NOON);
            assertDuplicate(DuplicateException.Of.USER, passkeys -> passkeys.reserve("ada", NOON));
            run(passkeys -> {
                passkeys.release("ada");
                passkeys.reserve("Ada", NOON.plusSeconds(1));
            });
            assertThat(store.<Optional<Instant>, RuntimeException>transact(passkeys -> passkeys.reserved("Ada")))
                    .contains(NOON.plusSeconds(1));
        }

        @Test
        void whoseNameIsTooLongKeepsNobodyElseAway() {
            for (int i = 0; i <= CircuitBreaker.FAILURES; i++) {
                assertThatExceptionOfType(StoreUnavailableException.class)
                        .isThrownBy(() -> run(passkeys -> passkeys.addUser(user("a".repeat(1100)))))
                        .withMessageStartingWith("the passkey database rejects the values: ");
            }

            PasskeyUser other = user();
            run(passkeys -> passkeys.addUser(other));
            assertThat(userNamed(other.caller())).contains(other);
        }

        @Test
        void mayHaveANameThatDiffersInCaseAlone() {
            run(passkeys -> passkeys.addUser(user("Ada")));
            run(passkeys -> passkeys.addUser(user("ada")));

            assertThat(userNamed("ada").map(PasskeyUser::caller)).contains("ada");
        }

        @Test
        void hasOneHandleOnly() {
            PasskeyUser user = user();
            run(passkeys -> passkeys.addUser(user));

            assertDuplicate(DuplicateException.Of.USER, passkeys -> passkeys.addUser(user(user.caller())));
            assertThat(userNamed(user.caller())).contains(user);
        }

        @Test
        void sharesTheHandleWithNobody() {
            PasskeyUser user = user();
            run(passkeys -> passkeys.addUser(user));

            assertDuplicate(
                    DuplicateException.Of.USER,
                    passkeys -> passkeys.addUser(new PasskeyUser("other", user.handle(), NOON)));
        }
    }

    @Nested
    @DisplayName("A passkey")
    class APasskey {

        private final PasskeyUser owner = user();
        private final PasskeyUser stranger = user();

        @BeforeEach
        void addUsers() {
            run(passkeys -> passkeys.addUser(owner));
            run(passkeys -> passkeys.addUser(stranger));
        }

        @Test
        void isReadAsItWasStored() {
            Passkey passkey = passkey(owner);
            run(passkeys -> passkeys.add(passkey));

            assertThat(find(passkey.id())).contains(passkey);
            assertThat(listOf(owner.caller())).containsExactly(passkey);
        }

        @Test
        void mayHaveTheLongestIdAndNoTransports() {
            byte[] longest = new byte[1023];
            Arrays.fill(longest, (byte) 7);
            Passkey base = passkey(owner, CredentialId.of(longest), 4294967295L);
            Passkey passkey = new Passkey(
                    base.id(),
                    base.owner(),
                    base.caller(),
                    "k".repeat(4000),
                    base.signatureCount(),
                    true,
                    true,
                    true,
                    List.of(),
                    base.aaguid(),
                    base.rpId(),
                    "\ud83d\udd11".repeat(64),
                    base.attestation(),
                    NOON,
                    NOON.plusMillis(1),
                    true);
            run(passkeys -> passkeys.add(passkey));

            assertThat(find(passkey.id())).contains(passkey);
        }

        @Test
        void isListedForItsOwnerInTheOrderOfMaking() {
            Passkey first = passkey(owner);
            Passkey second = at(NOON.plusSeconds(1), passkey(owner));
            run(passkeys -> passkeys.add(second));
            run(passkeys -> passkeys.add(first));
            run(passkeys -> passkeys.add(passkey(stranger)));

            assertThat(listOf(owner.caller())).containsExactly(first, second);
            assertThat(listOf("nobody")).isEmpty();
        }

        @Test
        void isDescribedForTheRpIdThatItBelongsTo() {
            Passkey first = passkey(owner);
            Passkey second = at(NOON.plusSeconds(1), passkey(owner));
            run(passkeys -> passkeys.add(second));
            run(passkeys -> passkeys.add(first));
            run(passkeys -> passkeys.add(passkey(stranger)));

            assertThat(descriptionOf(owner.caller(), first.rpId()))
                    .containsExactlyElementsOf(PasskeyDescriptor.of(List.of(first, second)));
            assertThat(descriptionOf(owner.caller(), "example.com")).isEmpty();
            assertThat(descriptionOf("nobody", first.rpId())).isEmpty();
        }

        @Test
        void isNotDescribedWhileItIsDisabled() {
            Passkey passkey = passkey(owner);
            run(passkeys -> passkeys.add(passkey));
            run(passkeys -> passkeys.disable(owner.caller()));

            assertThat(descriptionOf(owner.caller(), passkey.rpId())).isEmpty();
        }

        private List<PasskeyDescriptor> descriptionOf(String caller, String rpId) {
            return store.read(passkeys -> passkeys.describe(caller, rpId));
        }

        @Test
        void isNeverStoredTwiceNorTakenOver() {
            Passkey passkey = passkey(owner);
            run(passkeys -> passkeys.add(passkey));

            assertDuplicate(DuplicateException.Of.PASSKEY, passkeys -> passkeys.add(passkey));
            assertDuplicate(
                    DuplicateException.Of.PASSKEY, passkeys -> passkeys.add(passkey(stranger, passkey.id(), 5)));
            assertThat(find(passkey.id())).contains(passkey);
        }

        @Test
        void isStoredForOneOfTwoWhoAddItAtOnce() throws Exception {
            CredentialId id = id();

            List<Boolean> added = together(Stream.of(owner, stranger)
                    .map(user -> attempt(passkeys -> passkeys.add(passkey(user, id, 0))))
                    .toList());

            assertThat(added).containsExactlyInAnyOrder(true, false);
            assertThat(count("PASSKEY")).isEqualTo(1);
        }

        @Test
        void isFoundInTheTransactionThatStoresIt() {
            Passkey passkey = passkey(owner);

            Optional<Passkey> found = read(passkeys -> {
                passkeys.add(passkey);
                return passkeys.find(passkey.id());
            });

            assertThat(found).contains(passkey);
        }

        @Test
        void isNotStoredForAnOwnerWhoIsUnknown() {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> run(passkeys -> passkeys.add(passkey(user()))));

            assertThat(count("PASSKEY")).isZero();
        }

        @Test
        void isRenamedAndRemovedByItsOwnerOnly() {
            Passkey passkey = passkey(owner);
            run(passkeys -> passkeys.add(passkey));

            assertThat(did(passkeys -> passkeys.rename(stranger.caller(), passkey.id(), "stolen")))
                    .isFalse();
            assertThat(did(passkeys -> passkeys.remove(stranger.caller(), passkey.id())))
                    .isFalse();
            assertThat(find(passkey.id())).contains(passkey);

            assertThat(did(passkeys -> passkeys.rename(owner.caller(), passkey.id(), "mine")))
                    .isTrue();
            assertThat(find(passkey.id()).map(Passkey::label)).contains("mine");
            assertThat(did(passkeys -> passkeys.remove(owner.caller(), passkey.id())))
                    .isTrue();
            assertThat(find(passkey.id())).isEmpty();
            assertThat(did(passkeys -> passkeys.remove(owner.caller(), passkey.id())))
                    .isFalse();
        }

        @Test
        void isDisabledOnceItsNameIsAnotherAccounts() {
            Passkey old = passkey(owner);
            Passkey unbound = passkey(owner);
            Passkey strangers = passkey(stranger);
            run(passkeys -> {
                for (Passkey passkey : List.of(old, unbound, strangers)) {
                    passkeys.add(passkey);
                }
                passkeys.bind(owner.handle(), old.id(), "1");
                passkeys.bind(owner.handle(), old.id(), "2");
                passkeys.bind(stranger.handle(), strangers.id(), "1");
            });
            assertThat(did(passkeys -> passkeys.isBound(old.id()))).isTrue();
            assertThat(did(passkeys -> passkeys.isBound(unbound.id()))).isFalse();
            assertThat(did(passkeys -> passkeys.disableOthers(owner.caller(), "1") == 0))
                    .isTrue();

            assertThat(did(passkeys -> passkeys.disableOthers(owner.caller(), "2") == 1))
                    .isTrue();

            assertThat(find(old.id()).map(Passkey::disabled)).contains(true);
            assertThat(find(unbound.id()).map(Passkey::disabled)).contains(false);
            assertThat(find(strangers.id()).map(Passkey::disabled)).contains(false);
            assertThat(did(passkeys -> passkeys.disable(owner.caller()) == 1)).isTrue();
            assertThat(find(unbound.id()).map(Passkey::disabled)).contains(true);
            assertThat(find(strangers.id()).map(Passkey::disabled)).contains(false);
        }

        @Test
        void isOfNobodyWhoseNameLooksAlike() {
            PasskeyUser ada = user("Ada");
            Passkey passkey = passkey(ada);
            run(passkeys -> passkeys.addUser(ada));
            run(passkeys -> passkeys.addUser(user("ada")));
            run(passkeys -> passkeys.add(passkey));

            for (String other : LOOK_LIKE_ADA) {
                assertThat(listOf(other)).as(other).isEmpty();
                assertThat(did(passkeys -> passkeys.rename(other, passkey.id(), "stolen")))
                        .as(other)
                        .isFalse();
                assertThat(did(passkeys -> passkeys.remove(other, passkey.id())))
                        .as(other)
                        .isFalse();
            }
            assertThat(listOf("Ada")).containsExactly(passkey);
        }

        /** Some databases show a transaction what was there when it first looked; both look before either removes. */
        @Test
        void isTheLastOneForOneOfTwoWhoRemoveAtOnce() throws Exception {
            Passkey first = passkey(owner);
            Passkey second = passkey(owner);
            run(passkeys -> passkeys.add(first));
            run(passkeys -> passkeys.add(second));
            CyclicBarrier bothHaveLooked = new CyclicBarrier(2);

            List<Boolean> removed = together(Stream.of(first, second)
                    .map(passkey -> (Callable<Boolean>) () -> did(passkeys -> {
                        passkeys.find(passkey.id());
                        await(bothHaveLooked);
                        passkeys.remove(owner.caller(), passkey.id());
                        boolean others = !passkeys.of(owner.caller()).isEmpty();
                        if (!others) {
                            passkeys.addUser(owner); // a duplicate, which rolls back
                        }
                        return others;
                    }))
                    .<Callable<Boolean>>map(attempt -> () -> {
                        try {
                            return attempt.call();
                        } catch (DuplicateException e) {
                            return false;
                        }
                    })
                    .toList());

            assertThat(removed).containsExactlyInAnyOrder(true, false);
            assertThat(count("PASSKEY")).isEqualTo(1);
        }

        @Test
        void showsItsNewLabelInTheSameTransaction() {
            Passkey passkey = passkey(owner);
            run(passkeys -> passkeys.add(passkey));

            Optional<String> label = read(passkeys -> {
                passkeys.of(owner.caller());
                passkeys.rename(owner.caller(), passkey.id(), "mine");
                return passkeys.find(passkey.id()).map(Passkey::label);
            });

            assertThat(label).contains("mine");
        }
    }

    @Nested
    @DisplayName("A use of a passkey")
    class AUse {

        private final PasskeyUser owner = user();
        private final Passkey passkey = passkey(owner, id(), 5);

        @BeforeEach
        void addPasskey() {
            run(passkeys -> passkeys.addUser(owner));
            run(passkeys -> passkeys.add(passkey));
        }

        @Test
        void leavesCounterBackupStateAndTime() {
            assertThat(use(passkey, 6, true, true, false)).isTrue();

            Passkey used = found(passkey.id());
            assertThat(used.signatureCount()).isEqualTo(6);
            assertThat(used.backedUp()).isTrue();
            assertThat(used.userVerified()).isTrue();
            assertThat(used.lastUsedAt()).isEqualTo(NOON.plusSeconds(60));
        }

        @Test
        void neverTakesBackThatTheUserWasOnceVerified() {
            use(passkey, 6, true, false, false);
            use(passkey, 7, false, false, false);

            assertThat(found(passkey.id()).userVerified()).isTrue();
        }

        @Test
        void isNotRecordedWhereTheCounterDidNotGrow() {
            assertThat(use(passkey, 5, true, true, false)).isFalse();
            assertThat(use(passkey, 4, true, true, false)).isFalse();
            assertThat(use(passkey, 0, true, true, false)).isFalse();

            assertThat(found(passkey.id())).isEqualTo(passkey);
        }

        @Test
        void isRecordedForAnAuthenticatorThatCountsNothing() {
            Passkey silent = passkey(owner);
            run(passkeys -> passkeys.add(silent));

            assertThat(use(silent, 0, true, false, false)).isTrue();
            assertThat(found(silent.id()).signatureCount()).isZero();
            assertThat(found(silent.id()).lastUsedAt()).isNotNull();
        }

        @Test
        void neverLowersTheCounterWherePolicyOnlyWarns() {
            assertThat(use(passkey, 3, true, true, true)).isTrue();
            assertThat(found(passkey.id()).signatureCount()).isEqualTo(5);
            assertThat(found(passkey.id()).backedUp()).isTrue();

            assertThat(use(passkey, 8, true, true, true)).isTrue();
            assertThat(found(passkey.id()).signatureCount()).isEqualTo(8);
        }

        @Test
        void isNotRecordedForAnybodyButTheOwner() {
            UserHandle other = user().handle();

            assertThat(did(passkeys ->
                            passkeys.recordUse(other, passkey.id(), new PasskeyUsage(6, true, true, NOON, true))))
                    .isFalse();
            assertThat(found(passkey.id())).isEqualTo(passkey);
        }

        @Test
        void isNotRecordedForADisabledPasskey() throws SQLException {
            execute("UPDATE PASSKEY SET DISABLED = TRUE");

            assertThat(use(passkey, 6, true, true, true)).isFalse();
        }

        @Test
        void leavesTheHighestOfManyCountersThatComeAtOnce() throws Exception {
            together(LongStream.rangeClosed(6, 25)
                    .mapToObj(count -> attempt(passkeys -> passkeys.recordUse(
                            passkey.owner(), passkey.id(), new PasskeyUsage(count, true, true, NOON, false))))
                    .toList());

            assertThat(found(passkey.id()).signatureCount()).isEqualTo(25);
        }

        private boolean use(Passkey of, long count, boolean verified, boolean backedUp, boolean evenIfFallen) {
            PasskeyUsage use = new PasskeyUsage(count, verified, backedUp, NOON.plusSeconds(60), evenIfFallen);
            return did(passkeys -> passkeys.recordUse(of.owner(), of.id(), use));
        }

        private Passkey found(CredentialId id) {
            return find(id).orElseThrow();
        }
    }

    @Nested
    @DisplayName("A ceremony")
    class ACeremony {

        @Test
        void isSpentOnce() {
            run(passkeys -> passkeys.spend("c1", NOON));

            assertDuplicate(DuplicateException.Of.CEREMONY, passkeys -> passkeys.spend("c1", NOON));
            assertThat(count("PASSKEY_SPENT_CEREMONY")).isEqualTo(1);
        }

        @Test
        void isSpentByOneOfManyAtOnce() throws Exception {
            List<Boolean> spent = together(IntStream.range(0, 50)
                    .mapToObj(i -> attempt(passkeys -> passkeys.spend("c1", NOON)))
                    .toList());

            assertThat(spent).filteredOn(won -> won).hasSize(1);
        }

        @Test
        void isSpentByOneOfManyThatFoundItUnused() throws Exception {
            List<Boolean> spent = together(IntStream.range(0, 50)
                    .mapToObj(i -> attempt(passkeys -> passkeys.spendUnused("c1", NOON)))
                    .toList());

            assertThat(spent).filteredOn(won -> won).hasSize(1);
            assertDuplicate(DuplicateException.Of.CEREMONY, passkeys -> passkeys.spendUnused("c1", NOON));
        }

        @Test
        void isFoundUsedByTheQuestionForAPasskey() {
            PasskeyUser owner = user("ann");
            Passkey passkey = passkey(owner);
            run(passkeys -> {
                passkeys.addUser(owner);
                passkeys.add(passkey);
                passkeys.spend("c1", NOON);
            });

            assertThat(store.<Optional<Passkey>, RuntimeException>read(
                            passkeys -> passkeys.findUnused(passkey.id(), "c2")))
                    .contains(passkey);
            assertThatExceptionOfType(DuplicateException.class)
                    .isThrownBy(() -> store.read(passkeys -> passkeys.findUnused(passkey.id(), "c1")))
                    .extracting(DuplicateException::of)
                    .isEqualTo(DuplicateException.Of.CEREMONY);
            assertThat(store.<Optional<Passkey>, RuntimeException>read(
                            passkeys -> passkeys.findUnused(passkey(owner).id(), "c1")))
                    .isEmpty();
        }

        @Test
        void isForgottenInBatches() {
            for (int i = 0; i < 5; i++) {
                String id = "c" + i;
                run(passkeys -> passkeys.spend(id, NOON.minusSeconds(1)));
            }

            assertThat(store.<Integer, RuntimeException>transact(passkeys -> passkeys.forgetSpent(NOON, 2)))
                    .isEqualTo(2);
            assertThat(store.<Integer, RuntimeException>transact(passkeys -> passkeys.forgetSpent(NOON, 10)))
                    .isEqualTo(3);
        }

        @Test
        void isSpentWhileOthersAreForgotten() throws Exception {
            List<Boolean> spent = together(IntStream.range(0, 40)
                    .mapToObj(i -> attempt(passkeys -> {
                        if (i % 4 == 0) {
                            passkeys.forgetSpent(NOON, 1000);
                        } else {
                            passkeys.spend("c" + i, NOON.plusMillis(i % 3 - 1));
                        }
                    }))
                    .toList());

            assertThat(spent).containsOnly(true);
        }

        @Test
        void isForgottenAfterItsTime() {
            run(passkeys -> passkeys.spend("old", NOON.minusMillis(1)));
            run(passkeys -> passkeys.spend("new", NOON));

            assertThat(store.<Integer, RuntimeException>transact(passkeys -> passkeys.forgetSpent(NOON, 1000)))
                    .isEqualTo(1);
            assertDuplicate(DuplicateException.Of.CEREMONY, passkeys -> passkeys.spend("new", NOON));
        }
    }

    @Nested
    @DisplayName("A secret")
    class ASecret {

        @Test
        void isReadNewestFirst() {
            Secret old = new Secret("1", "b2xk", NOON);
            Secret young = new Secret("2", "bmV3", NOON.plusSeconds(1));
            run(passkeys -> passkeys.addSecret(old));
            run(passkeys -> passkeys.addSecret(young));

            assertThat(secrets()).containsExactly(young, old);
        }

        @Test
        void isMadeByOneNode() {
            Secret first = new Secret("1", "b2xk", NOON);
            run(passkeys -> passkeys.addSecret(first));

            assertDuplicate(
                    DuplicateException.Of.SECRET, passkeys -> passkeys.addSecret(new Secret("1", "bmV3", NOON)));
            assertThat(secrets()).containsExactly(first);
        }
    }

    @Nested
    @DisplayName("A login by password")
    class ALoginByPassword {

        @Test
        void isKeptWithItsGroups() {
            PasswordLogin login =
                    new PasswordLogin("Ada", Set.of("user", "b\u00f6ss", "\ud83d\udd11".repeat(255)), NOON);
            run(passkeys -> passkeys.keep(login));

            assertThat(loginOf("Ada")).contains(login);
        }

        @Test
        void isKeptWithoutGroupsToo() {
            run(passkeys -> passkeys.keep(login("ada")));

            assertThat(loginOf("ada")).contains(login("ada"));
            assertThat(loginOf("eve")).isEmpty();
        }

        @Test
        void isNotThatOfAnyOtherName() {
            run(passkeys -> passkeys.keep(login("Ada", "user")));

            for (String other : LOOK_LIKE_ADA) {
                assertThat(loginOf(other)).as(other).isEmpty();
            }
        }

        @Test
        void keepsGroupsApartThatLookAlike() {
            PasswordLogin login = login("ada", "user", "USER", "user ", "us\u00e9r");
            run(passkeys -> passkeys.keep(login));

            assertThat(loginOf("ada")).contains(login);
        }

        @Test
        void takesThePlaceOfTheOneBefore() {
            run(passkeys -> passkeys.keep(login("ada", "user", "boss")));
            run(passkeys -> passkeys.keep(login("eve", "boss")));
            PasswordLogin next = new PasswordLogin("ada", Set.of("user", "clerk"), NOON.plusMillis(1));

            run(passkeys -> passkeys.keep(next));

            assertThat(loginOf("ada")).contains(next);
            assertThat(loginOf("eve")).contains(login("eve", "boss"));
        }

        @Test
        void isNeverMixedOfTwoThatAreKeptAtOnce() throws Exception {
            run(passkeys -> passkeys.keep(login("ada", "user")));
            PasswordLogin clerk = login("ada", "user", "clerk", "a");
            PasswordLogin boss = login("ada", "user", "boss", "b");

            together(List.of(
                    attempt(passkeys -> passkeys.keep(clerk)),
                    attempt(passkeys -> passkeys.keep(boss)),
                    attempt(passkeys -> passkeys.keep(clerk)),
                    attempt(passkeys -> passkeys.keep(boss))));

            assertThat(loginOf("ada").orElseThrow()).isIn(clerk, boss);
        }

        @Test
        void isKeptOnceWhenTwoNodesAreFirst() throws Exception {
            assertThat(together(List.of(
                            attempt(passkeys -> passkeys.keep(login("ada", "user"))),
                            attempt(passkeys -> passkeys.keep(login("ada", "user"))))))
                    .contains(true);

            assertThat(loginOf("ada")).contains(login("ada", "user"));
        }

        private static PasswordLogin login(String caller, String... groups) {
            return new PasswordLogin(caller, Set.of(groups), NOON);
        }

        private Optional<PasswordLogin> loginOf(String caller) {
            return read(passkeys -> passkeys.passwordLogin(caller));
        }
    }

    @Nested
    @DisplayName("An offer")
    class AnOffer {

        @Test
        void isReadAsItWasKeptLast() {
            EnrollmentRecord first = new EnrollmentRecord("Ada", NOON, null, false);
            EnrollmentRecord required = new EnrollmentRecord("Ada", NOON.plusSeconds(1), NOON.plusMillis(1), false);
            EnrollmentRecord declined = new EnrollmentRecord("Ada", NOON.plusSeconds(2), null, true);

            for (EnrollmentRecord offer : List.of(first, required, declined)) {
                run(passkeys -> passkeys.keepOffer(offer));
                assertThat(offerTo("Ada")).contains(offer);
            }
            assertThat(count("PASSKEY_OFFER")).isEqualTo(1);
        }

        @Test
        void isOfNobodyWhoseNameLooksAlike() {
            run(passkeys -> passkeys.keepOffer(new EnrollmentRecord("Ada", NOON, null, true)));

            for (String other : LOOK_LIKE_ADA) {
                assertThat(offerTo(other)).as(other).isEmpty();
            }
        }

        @Test
        void isOneWhereTwoAskAtOnce() throws Exception {
            CyclicBarrier bothHaveLooked = new CyclicBarrier(2);

            List<Boolean> made = together(Stream.of(1, 2)
                    .map(second -> attempt(passkeys -> {
                        assertThat(passkeys.offer("Ada")).isEmpty();
                        await(bothHaveLooked);
                        passkeys.keepOffer(new EnrollmentRecord("Ada", NOON.plusSeconds(second), null, false));
                    }))
                    .toList());

            assertThat(made).contains(true);
            assertThat(count("PASSKEY_OFFER")).isEqualTo(1);
        }

        private Optional<EnrollmentRecord> offerTo(String caller) {
            return read(passkeys -> passkeys.offer(caller));
        }
    }

    @Nested
    @DisplayName("When passkeys were switched off")
    class SwitchedOff {

        @Test
        void isKeptForEachApplicationAndNeverGoesBack() {
            assertThat(offIn("/shop")).isEmpty();

            run(passkeys -> passkeys.keepSwitchedOff("/shop", NOON.plusSeconds(1)));
            run(passkeys -> passkeys.keepSwitchedOff("/shop", NOON));
            assertThat(offIn("/shop")).contains(NOON.plusSeconds(1));
            run(passkeys -> passkeys.keepSwitchedOff("/shop", NOON.plusSeconds(2)));

            assertThat(offIn("/shop")).contains(NOON.plusSeconds(2));
            assertThat(offIn("/Shop")).isEmpty();
            assertThat(count("PASSKEY_SWITCHED_OFF")).isEqualTo(1);
        }

        private Optional<Instant> offIn(String application) {
            return read(passkeys -> passkeys.switchedOff(application));
        }
    }

    @Nested
    @DisplayName("A family of refresh tokens")
    class AFamilyOfRefreshTokens {

        private final PasskeyUser user = user();
        private final Passkey passkey = passkey(user);

        @BeforeEach
        void addPasskey() {
            run(passkeys -> {
                passkeys.addUser(user);
                passkeys.add(passkey);
            });
        }

        @Test
        void isFoundWithItsPasskey() {
            TokenFamily family = add("f1", "issuer", NOON);

            assertThat(family("f1")).contains(family);
            assertThat(passkeyOf("f1")).contains(passkey);
            assertThat(family("f2")).isEmpty();
            assertThat(passkeyOf("f2")).isEmpty();
        }

        @Test
        void isRotatedFromTheTokenThatCountsOnly() {
            add("f1", "issuer", NOON);

            assertThat(isRotated("other", "next")).isFalse();
            assertThat(isRotated("first", "next")).isTrue();
            assertThat(isRotated("first", "again")).isFalse();

            assertThat(family("f1").orElseThrow().tokenHash()).isEqualTo("next");
        }

        @Test
        void isRevokedOnce() {
            add("f1", "issuer", NOON);
            add("f2", "issuer", NOON);

            assertThat(isRevoked("f1")).isTrue();
            assertThat(isRevoked("f1")).isFalse();

            assertThat(isRotated("first", "next")).isFalse();
            assertThat(count("PASSKEY_REFRESH_TOKEN")).isEqualTo(1);
        }

        @Test
        void goesWithItsPasskeyAndItsUser() {
            PasskeyUser other = user();
            Passkey others = passkey(other);
            run(passkeys -> {
                passkeys.addUser(other);
                passkeys.add(others);
                passkeys.tokens().addFamily(family("f2", "issuer", NOON), others.id());
            });
            add("f1", "issuer", NOON);

            run(passkeys -> passkeys.remove(user.caller(), passkey.id()));
            assertThat(family("f1")).isEmpty();
            assertThat(family("f2")).isPresent();

            run(passkeys -> passkeys.forget(other.caller()));
            assertThat(count("PASSKEY_REFRESH_TOKEN")).isZero();
        }

        @Test
        void goesWithItsTimeAFewAtOnce() {
            add("f1", "issuer", NOON);
            add("f2", "issuer", NOON);
            add("f3", "issuer", NOON.plusSeconds(1));

            assertThat(removeExpired(NOON, 9)).isZero();
            assertThat(removeExpired(NOON.plusMillis(1), 1)).isEqualTo(1);
            assertThat(removeExpired(NOON.plusMillis(1), 9)).isEqualTo(1);

            assertThat(family("f3")).isPresent();
        }

        private Optional<TokenFamily> family(String id) {
            return read(passkeys -> passkeys.tokens().family(id));
        }

        private Optional<Passkey> passkeyOf(String id) {
            return read(passkeys -> passkeys.tokens().passkeyOf(id));
        }

        private boolean isRotated(String oldHash, String newHash) {
            return read(passkeys -> passkeys.tokens().rotate("f1", oldHash, newHash));
        }

        private boolean isRevoked(String id) {
            return read(passkeys -> passkeys.tokens().removeFamily(id));
        }

        private int removeExpired(Instant now, int most) {
            return read(passkeys -> passkeys.tokens().removeExpired(now, most));
        }

        private TokenFamily add(String id, String issuer, Instant expiresAt) {
            TokenFamily family = family(id, issuer, expiresAt);
            run(passkeys -> passkeys.tokens().addFamily(family, passkey.id()));
            return family;
        }

        private TokenFamily family(String id, String issuer, Instant expiresAt) {
            return new TokenFamily(id, "first", issuer, id.equals("f1") ? null : "jkt", true, NOON, expiresAt);
        }
    }

    @Nested
    @DisplayName("A key of tokens")
    class AKeyOfTokens {

        @Test
        void isFoundByItsIssuerTheNewestFirstAndGoesByAge() {
            TokenKey old = new TokenKey("k1", "issuer", "sealed", NOON);
            TokenKey young = new TokenKey("k2", "issuer", "sealed", NOON.plusSeconds(1));
            TokenKey others = new TokenKey("k3", "other", "sealed", NOON);
            run(passkeys ->
                    List.of(old, young, others).forEach(key -> passkeys.tokens().addKey(key)));

            assertThat(keys("issuer")).containsExactly(young, old);
            int removed = read(passkeys -> passkeys.tokens().removeKeys("issuer", NOON.plusSeconds(1)));
            assertThat(removed).isEqualTo(1);
            assertThat(keys("issuer")).containsExactly(young);
            assertThat(keys("other")).containsExactly(others);
        }

        private List<TokenKey> keys(String issuer) {
            return read(passkeys -> passkeys.tokens().keys(issuer));
        }
    }

    @Nested
    @DisplayName("A transaction")
    class ATransaction {

        @Test
        void leavesNothingWhenTheWorkThrows() {
            PasskeyUser user = user();

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> store.transact(passkeys -> {
                        passkeys.addUser(user);
                        passkeys.add(passkey(user));
                        passkeys.spend("c1", NOON);
                        throw new IOException("changed my mind");
                    }));

            assertThat(count("PASSKEY_USER") + count("PASSKEY") + count("PASSKEY_SPENT_CEREMONY"))
                    .isZero();
        }

        @Test
        void leavesNothingWhenARowWasThereAlready() {
            PasskeyUser user = user();
            run(passkeys -> passkeys.addUser(user));

            assertDuplicate(DuplicateException.Of.USER, passkeys -> {
                passkeys.spend("c1", NOON);
                passkeys.addUser(user);
            });

            assertThat(count("PASSKEY_SPENT_CEREMONY")).isZero();
        }

        @Test
        void leavesNothingWhenTheWorkOverlooksThatARowWasThereAlready() {
            PasskeyUser user = user();
            run(passkeys -> passkeys.addUser(user));

            assertDuplicate(DuplicateException.Of.USER, passkeys -> {
                passkeys.spend("c1", NOON);
                try {
                    passkeys.addUser(user);
                } catch (DuplicateException overlooked) {
                    assertThat(overlooked).isNotNull();
                }
            });

            assertThat(count("PASSKEY_SPENT_CEREMONY")).isZero();
        }

        @Test
        void endsForOneOfTwoThatWaitForEachOtherAndSucceedsTheNextTime() throws Exception {
            PasskeyUser ada = user("Ada");
            PasskeyUser ben = user("Ben");
            run(passkeys -> passkeys.addUser(ada));
            run(passkeys -> passkeys.addUser(ben));
            CyclicBarrier bothHoldOne = new CyclicBarrier(2);

            List<Boolean> done = together(
                    List.of(holdingBoth("c1", ada, ben, bothHoldOne), holdingBoth("c2", ben, ada, bothHoldOne)));

            assertThat(done).contains(false);
            assertThat(count("PASSKEY_SPENT_CEREMONY"))
                    .isEqualTo(done.stream().filter(one -> one).count());
            run(passkeys -> passkeys.spend(done.get(0) ? "c2" : "c1", NOON));
        }

        private Callable<Boolean> holdingBoth(
                String ceremony, PasskeyUser first, PasskeyUser second, CyclicBarrier bothHoldOne) {
            return () -> {
                try {
                    run(passkeys -> {
                        passkeys.spend(ceremony, NOON);
                        passkeys.remove(first.caller(), id());
                        await(bothHoldOne);
                        passkeys.remove(second.caller(), id());
                    });
                    return true;
                } catch (StoreUnavailableException e) {
                    return false;
                }
            };
        }

        @Test
        void letsPassWhatCodeOfTheHostThrowsWhateverIsInIt() {
            IllegalStateException thrown =
                    new IllegalStateException("the host's own database", new SQLException("away", "08001"));

            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> store.outside(() -> {
                        throw thrown;
                    }))
                    .isSameAs(thrown);
        }

        @Test
        void isOfOneDatabaseOnlyWhereOneServerHoldsTwoStores() {
            try (JpaPasskeyTransactions other = store(SchemaMode.MIGRATE, database.create())) {
                other.open();
                run(passkeys -> passkeys.addUser(user("Ada")));

                assertThat(other.<Optional<PasskeyUser>, RuntimeException>transact(passkeys -> passkeys.user("Ada")))
                        .isEmpty();
            }
        }

        @Test
        void callsTheHostOutside() {
            assertThat(store.outside(() -> "host")).isEqualTo("host");
        }

        @Test
        void holdsNoSecondConnectionAndNoneWhileTheHostIsCalled() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> run(passkeys -> store.transact(more -> more.user("ada"))));
            assertThatIllegalStateException().isThrownBy(() -> run(passkeys -> store.outside(() -> "host")));

            assertThat(userNamed("ada")).isEmpty();
        }

        @Test
        void endsSoonWhenTheDatabaseGoesAwayInItsMidst() {
            SwitchableDataSource switchable = new SwitchableDataSource(dataSource);
            try (JpaPasskeyTransactions other = store(SchemaMode.MIGRATE, switchable)) {
                other.open();

                assertTimeout(
                        Duration.ofSeconds(4),
                        () -> assertThatExceptionOfType(StoreUnavailableException.class)
                                .isThrownBy(() -> other.transact(passkeys -> {
                                    passkeys.spend("c1", NOON);
                                    switchable.turnOff();
                                    return passkeys.user("ada");
                                })));

                switchable.turnOn();
                assertThat(count("PASSKEY_SPENT_CEREMONY")).isZero();
                assertThat(other.<Optional<PasskeyUser>, RuntimeException>transact(passkeys -> passkeys.user("ada")))
                        .isEmpty();
            }
        }

        @Test
        void endsSoonWhenTheDatabaseGoesAwayBeforeTheCommit() {
            SwitchableDataSource switchable = new SwitchableDataSource(dataSource);
            try (JpaPasskeyTransactions other = store(SchemaMode.MIGRATE, switchable)) {
                other.open();

                assertTimeout(
                        Duration.ofSeconds(4),
                        () -> assertThatExceptionOfType(StoreUnavailableException.class)
                                .isThrownBy(() -> other.transact(passkeys -> {
                                    passkeys.spend("c1", NOON);
                                    switchable.turnOff();
                                    return "spent";
                                })));

                assertThat(count("PASSKEY_SPENT_CEREMONY")).isZero();
            }
        }

        @Test
        void asksADatabaseThatIsAwayNoMoreForAWhile() {
            MutableClock clock = new MutableClock();
            SwitchableDataSource switchable = new SwitchableDataSource(dataSource);
            try (JpaPasskeyTransactions other = new JpaPasskeyTransactions(
                    () -> new Parts(switchable, provider, new LocalTransactions(), USERS), SchemaMode.MIGRATE, clock)) {
                other.open();
                switchable.turnOff();
                for (int i = 0; i < CircuitBreaker.FAILURES; i++) {
                    assertThatExceptionOfType(StoreUnavailableException.class)
                            .isThrownBy(() -> other.transact(passkeys -> passkeys.user("ada")));
                }
                switchable.turnOn();

                assertThatExceptionOfType(StoreUnavailableException.class)
                        .isThrownBy(() -> other.transact(passkeys -> passkeys.user("ada")))
                        .withMessageContaining("the passkey database is unavailable")
                        .withNoCause();
                clock.advance(CircuitBreaker.REST);
                assertThat(other.<Optional<PasskeyUser>, RuntimeException>transact(passkeys -> passkeys.user("ada")))
                        .isEmpty();
            }
        }

        @Test
        void saysThatTheDatabaseIsAwayAndGoesOnWhenItIsBack() {
            SwitchableDataSource switchable = new SwitchableDataSource(dataSource);
            try (JpaPasskeyTransactions other = store(SchemaMode.MIGRATE, switchable)) {
                other.open();
                switchable.turnOff();
                assertTimeout(
                        Duration.ofSeconds(4),
                        () -> assertThatExceptionOfType(StoreUnavailableException.class)
                                .isThrownBy(() -> other.transact(passkeys -> passkeys.user("ada"))));
                assertTimeout(
                        Duration.ofSeconds(4),
                        () -> assertThatExceptionOfType(StoreUnavailableException.class)
                                .isThrownBy(() -> other.transact(passkeys -> {
                                    passkeys.spend("c1", NOON);
                                    return "spent";
                                })));

                switchable.turnOn();

                assertThat(other.<Optional<PasskeyUser>, RuntimeException>transact(passkeys -> passkeys.user("ada")))
                        .isEmpty();
            }
        }
    }

    @Nested
    @DisplayName("Another user base on the same database")
    class AnotherUserBase {

        private JpaPasskeyTransactions other;

        @BeforeEach
        void openAnother() {
            other = store(SchemaMode.MIGRATE, dataSource, new UserBase("/wiki"));
        }

        @AfterEach
        void closeAnother() {
            other.close();
        }

        @Test
        void hasAnotherUserOfTheSameName() {
            PasskeyUser ours = user("vic");
            PasskeyUser theirs = user("vic");
            run(passkeys -> passkeys.addUser(ours));

            assertThat(otherUser()).isEmpty();
            inOther(passkeys -> {
                passkeys.addUser(theirs);
                return theirs;
            });

            assertThat(userNamed("vic")).contains(ours);
            assertThat(otherUser()).contains(theirs);
        }

        @Test
        void neitherFindsNorUsesNorChangesAPasskey() {
            PasskeyUser vic = user("vic");
            Passkey passkey = passkey(vic);
            run(passkeys -> {
                passkeys.addUser(vic);
                passkeys.add(passkey);
            });

            assertThat(other.<Optional<Passkey>, RuntimeException>transact(passkeys -> passkeys.find(passkey.id())))
                    .isEmpty();
            assertThat(other.<List<Passkey>, RuntimeException>transact(passkeys -> passkeys.of("vic")))
                    .isEmpty();
            assertThat(didOther(passkeys -> passkeys.rename("vic", passkey.id(), "theirs")))
                    .isFalse();
            assertThat(didOther(passkeys -> passkeys.remove("vic", passkey.id())))
                    .isFalse();
            assertThat(found(passkey)).contains(passkey);
        }

        @Test
        void knowsThatSomeBaseHasAPasskeyOfThatId() {
            PasskeyUser vic = user("vic");
            Passkey passkey = passkey(vic);
            run(passkeys -> {
                passkeys.addUser(vic);
                passkeys.add(passkey);
            });

            assertThat(didOther(passkeys -> passkeys.isAnywhere(passkey.id()))).isTrue();
            assertThat(didOther(passkeys -> passkeys.isAnywhere(id()))).isFalse();
        }

        @Test
        void remembersOffersAndPasswordLoginsOfItsOwn() {
            run(passkeys -> {
                passkeys.keepOffer(new EnrollmentRecord("vic", NOON, null, true));
                passkeys.keep(new PasswordLogin("vic", Set.of("boss"), NOON));
            });

            assertThat(other.<Optional<EnrollmentRecord>, RuntimeException>transact(passkeys -> passkeys.offer("vic")))
                    .isEmpty();
            assertThat(other.<Optional<PasswordLogin>, RuntimeException>transact(
                            passkeys -> passkeys.passwordLogin("vic")))
                    .isEmpty();
            inOther(passkeys -> {
                passkeys.keep(new PasswordLogin("vic", Set.of("user"), NOON));
                return "kept";
            });

            Optional<PasswordLogin> kept = read(passkeys -> passkeys.passwordLogin("vic"));
            assertThat(kept.orElseThrow().groups()).containsExactly("boss");
        }

        private Optional<PasskeyUser> otherUser() {
            return inOther(passkeys -> passkeys.user("vic"));
        }

        private boolean didOther(PasskeyTransactions.Work<Boolean, RuntimeException> work) {
            return other.transact(work);
        }

        private <T> T inOther(PasskeyTransactions.Work<T, RuntimeException> work) {
            return other.transact(work);
        }
    }

    @Nested
    @DisplayName("A user of a base that takes spellings for one")
    class AUserInSeveralSpellings {

        private final List<String> spellings = List.of("mia", "MIA", "Mia", " mia", "mia ", "\uff2dia");
        private final PasskeyUser mia = user("mia");
        private final Passkey passkey = passkey(mia);
        private JpaPasskeyTransactions folding;

        @BeforeEach
        void haveAPasskey() {
            folding = store(SchemaMode.MIGRATE, dataSource, new UserBase("/fold"));
            folding.transact(passkeys -> {
                passkeys.addUser(mia);
                passkeys.add(passkey);
                passkeys.keepOffer(new EnrollmentRecord("mia", NOON, null, true));
                passkeys.keep(new PasswordLogin("mia", Set.of("boss"), NOON));
                return mia;
            });
        }

        @AfterEach
        void close() {
            folding.close();
        }

        @Test
        void hasTheSamePasskeysOffersAndGroupsInEach() {
            for (String spelling : spellings) {
                folding.transact(passkeys -> {
                    assertThat(passkeys.of(spelling)).as(spelling).containsExactly(passkey);
                    assertThat(passkeys.offer(spelling)).as(spelling).isPresent();
                    assertThat(passkeys.passwordLogin(spelling).orElseThrow().groups())
                            .containsExactly("boss");
                    assertThat(passkeys.isKnown(spelling)).as(spelling).isTrue();
                    return spelling;
                });
            }
        }

        @Test
        void signsInAsTheNameThatThePasskeyWasMadeFor() {
            PasskeyUser shouting = user("MIA");
            Passkey another = passkey(shouting);
            folding.transact(passkeys -> {
                assertThat(passkeys.user("MIA")).isEmpty();
                passkeys.addUser(shouting);
                passkeys.add(another);
                return shouting;
            });

            folding.transact(passkeys -> {
                assertThat(passkeys.of("Mia")).containsExactlyInAnyOrder(passkey, another);
                assertThat(passkeys.find(another.id()).orElseThrow().caller()).isEqualTo("MIA");
                assertThat(passkeys.find(passkey.id()).orElseThrow().caller()).isEqualTo("mia");
                return mia;
            });
        }

        @Test
        void isReportedWhenStoredInMoreThanOne() throws SQLException {
            Adoption adoption = new Adoption(dataSource, new UserBase("/fold"));
            try (Connection connection = dataSource.getConnection()) {
                assertThat(adoption.spelledTwice(connection)).isZero();
                folding.transact(passkeys -> {
                    passkeys.addUser(user("Mia"));
                    return mia;
                });
                assertThat(adoption.spelledTwice(connection)).isEqualTo(1);
            }
        }

        @Test
        void changesAPasskeyInEach() {
            folding.transact(passkeys -> {
                assertThat(passkeys.rename("MIA", passkey.id(), "mine")).isTrue();
                assertThat(passkeys.remove(" Mia", passkey.id())).isTrue();
                assertThat(passkeys.of("mia")).isEmpty();
                return mia;
            });
        }

        @Test
        void isKnownInEachEvenWhereSpellingsAreUsersOfTheirOwn() {
            run(passkeys -> passkeys.addUser(user("ned")));
            run(passkeys -> assertThat(passkeys.isKnown("NED")).isTrue());
            run(passkeys -> assertThat(passkeys.isKnown("ted")).isFalse());
        }
    }

    @Nested
    @DisplayName("An account")
    class AnAccount {

        private final PasskeyUser ned = user("ned");
        private final Passkey passkey = passkey(ned);
        private JpaPasskeyTransactions folding;

        @BeforeEach
        void hasAPasskey() {
            folding = store(SchemaMode.MIGRATE, dataSource, new UserBase("/accounts"));
            folding.transact(passkeys -> {
                passkeys.addUser(ned);
                passkeys.add(passkey);
                passkeys.keepOffer(new EnrollmentRecord("ned", NOON, null, true));
                passkeys.keep(new PasswordLogin("ned", Set.of("clerk"), NOON));
                return ned;
            });
        }

        @AfterEach
        void close() {
            folding.close();
        }

        @Test
        void leavesNothingToTheNextOfTheNameWhenItIsForgotten() {
            PasskeyUser next = user("ned");
            folding.transact(passkeys -> {
                passkeys.forget("NED");
                return ned;
            });

            folding.transact(passkeys -> {
                assertThat(passkeys.find(passkey.id())).isEmpty();
                assertThat(passkeys.isKnown("ned")).isFalse();
                assertThat(passkeys.offer("ned")).isEmpty();
                passkeys.addUser(next);
                assertThat(passkeys.user("ned")).contains(next);
                return next;
            });
        }

        @Test
        void keepsEverythingUnderANewName() {
            folding.transact(passkeys -> {
                assertThat(passkeys.renameUser("Ned", "edward")).isTrue();
                return ned;
            });

            folding.transact(passkeys -> {
                assertThat(passkeys.isKnown("ned")).isFalse();
                assertThat(passkeys.of("ned")).isEmpty();
                assertThat(passkeys.of("EDWARD")).extracting(Passkey::id).containsExactly(passkey.id());
                Passkey followed = passkeys.find(passkey.id()).orElseThrow();
                assertThat(followed.caller()).isEqualTo("edward");
                assertThat(followed.owner()).isEqualTo(ned.handle());
                assertThat(passkeys.user("edward")).isPresent();
                assertThat(passkeys.offer("edward")).isPresent();
                assertThat(passkeys.passwordLogin("edward").orElseThrow().groups())
                        .containsExactly("clerk");
                return ned;
            });
        }

        @Test
        void isForgottenAndRenamedByTheLinesOfTheHandbook() throws Exception {
            List<String> lines = Files.readAllLines(Path.of("src/site/markdown/users-and-groups.md")).stream()
                    .filter(line -> line.matches("(DELETE FROM|UPDATE) PASSKEY.*;"))
                    .toList();
            assertThat(lines).hasSize(5);
            try (JpaPasskeyTransactions shop = store(SchemaMode.VALIDATE, dataSource, new UserBase("/shop"))) {
                PasskeyUser gone = user("ned");
                PasskeyUser kim = user("kim");
                Passkey phone = passkey(kim);
                shop.transact(passkeys -> {
                    passkeys.addUser(gone);
                    passkeys.add(passkey(gone));
                    passkeys.keep(new PasswordLogin("ned", Set.of("clerk"), NOON));
                    passkeys.addUser(kim);
                    passkeys.add(phone);
                    return gone;
                });
                try (Connection connection = dataSource.getConnection();
                        Statement statement = connection.createStatement()) {
                    for (String line : lines) {
                        assertThat(statement.executeUpdate(line.replace(";", "")))
                                .as(line)
                                .isEqualTo(1);
                    }
                }
                try (JpaPasskeyTransactions started = store(SchemaMode.VALIDATE, dataSource, new UserBase("/shop"))) {
                    started.transact(passkeys -> {
                        assertThat(passkeys.isKnown("ned")).isFalse();
                        assertThat(passkeys.of("kimberly"))
                                .extracting(Passkey::id)
                                .containsExactly(phone.id());
                        return kim;
                    });
                }
            }
        }

        @Test
        void doesNotTakeTheNameOfAnother() {
            folding.transact(passkeys -> {
                passkeys.addUser(user("mia"));
                return ned;
            });

            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> folding.transact(passkeys -> passkeys.renameUser("ned", "MIA")));
            folding.transact(passkeys -> {
                assertThat(passkeys.of("ned")).hasSize(1);
                assertThat(passkeys.renameUser("nobody", "somebody")).isFalse();
                return ned;
            });
        }
    }

    @Nested
    @DisplayName("Users from before there were user bases")
    class UsersFromBefore {

        private final PasskeyUser ada = user("Ada");
        private final Passkey passkey = passkey(ada);

        @BeforeEach
        void areThere() throws SQLException {
            run(passkeys -> {
                passkeys.addUser(ada);
                passkeys.add(passkey);
            });
            sql("UPDATE PASSKEY_USER SET USER_BASE = NULL, PERSON_HASH = NULL, CALLER_HASH = 'of the name alone'");
        }

        @Test
        void belongToNoApplication() {
            assertThat(store.unownedUsers()).isEqualTo(1);
            assertThat(userNamed("Ada")).isEmpty();
            assertThat(found(passkey)).isEmpty();
            assertThat(store.<List<Passkey>, RuntimeException>transact(passkeys -> passkeys.of("Ada")))
                    .isEmpty();
        }

        @Test
        void belongToTheApplicationThatAnOperatorNames() throws SQLException {
            String line = Adoption.cure(USERS);
            assertThat(Path.of("src/site/markdown/users-and-groups.md"))
                    .content()
                    .contains(line);
            sql(line);
            try (JpaPasskeyTransactions started = store(SchemaMode.VALIDATE, dataSource);
                    JpaPasskeyTransactions other = store(SchemaMode.VALIDATE, dataSource, new UserBase("/wiki"))) {
                assertThat(other.<List<Passkey>, RuntimeException>transact(passkeys -> passkeys.of("Ada")))
                        .isEmpty();
                assertThat(started.<List<Passkey>, RuntimeException>transact(passkeys -> passkeys.of("Ada")))
                        .containsExactly(passkey);
                assertThat(started.<Optional<PasskeyUser>, RuntimeException>transact(passkeys -> passkeys.user("Ada")))
                        .contains(ada);
                assertThat(started.unownedUsers()).isZero();
            }
        }

        @Test
        void areNotMixedWithAUserWhomTheApplicationHasMeanwhile() throws SQLException {
            PasskeyUser meanwhile = user("Ada");
            run(passkeys -> passkeys.addUser(meanwhile));
            sql(Adoption.cure(USERS));
            try (JpaPasskeyTransactions started = store(SchemaMode.VALIDATE, dataSource)) {
                assertThat(started.<Optional<PasskeyUser>, RuntimeException>transact(passkeys -> passkeys.user("Ada")))
                        .contains(meanwhile);
                assertThat(started.<Optional<Passkey>, RuntimeException>transact(
                                passkeys -> passkeys.find(passkey.id())))
                        .isEmpty();
            }
        }

        private void sql(String line) throws SQLException {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate(line);
            }
        }
    }

    private Optional<Passkey> found(Passkey passkey) {
        return read(passkeys -> passkeys.find(passkey.id()));
    }

    private static Passkey at(Instant createdAt, Passkey passkey) {
        return new Passkey(
                passkey.id(),
                passkey.owner(),
                passkey.caller(),
                passkey.publicKey(),
                passkey.signatureCount(),
                passkey.userVerified(),
                passkey.backupEligible(),
                passkey.backedUp(),
                passkey.transports(),
                passkey.aaguid(),
                passkey.rpId(),
                passkey.label(),
                passkey.attestation(),
                createdAt,
                passkey.lastUsedAt(),
                passkey.disabled());
    }

    private JpaPasskeyTransactions store(SchemaMode mode, DataSource on) {
        return store(mode, on, USERS);
    }

    private JpaPasskeyTransactions store(SchemaMode mode, DataSource on, UserBase users) {
        return new JpaPasskeyTransactions(
                () -> new Parts(on, provider, new LocalTransactions(), users), mode, Clock.systemUTC());
    }

    private interface Change {
        void on(PasskeyRepository passkeys);
    }

    private void run(Change change) {
        store.transact(passkeys -> {
            change.on(passkeys);
            return change;
        });
    }

    private <T> T read(PasskeyTransactions.Work<T, RuntimeException> work) {
        return store.transact(work);
    }

    private boolean did(PasskeyTransactions.Work<Boolean, RuntimeException> work) {
        return store.transact(work);
    }

    private Optional<PasskeyUser> userNamed(String caller) {
        return read(passkeys -> passkeys.user(caller));
    }

    private Optional<Passkey> find(CredentialId id) {
        return read(passkeys -> passkeys.find(id));
    }

    private List<Passkey> listOf(String caller) {
        return read(passkeys -> passkeys.of(caller));
    }

    private List<Secret> secrets() {
        return read(PasskeyRepository::secrets);
    }

    private void assertDuplicate(DuplicateException.Of of, Change change) {
        assertThatExceptionOfType(DuplicateException.class)
                .isThrownBy(() -> run(change))
                .extracting(DuplicateException::of)
                .isEqualTo(of);
    }

    private Callable<Boolean> attempt(Change change) {
        return () -> {
            try {
                run(change);
                return true;
            } catch (DuplicateException e) {
                return false;
            }
        };
    }

    private static List<Boolean> together(List<Callable<Boolean>> attempts)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(attempts.size());
        try {
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> result : threads.invokeAll(attempts)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String table) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
