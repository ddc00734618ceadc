// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static ee.passkeys.testkit.TestPasskeys.NOON;
import static ee.passkeys.testkit.TestPasskeys.id;
import static ee.passkeys.testkit.TestPasskeys.passkey;
import static ee.passkeys.testkit.TestPasskeys.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import ee.passkeys.admin.AdminJson;
import ee.passkeys.admin.Administration;
import ee.passkeys.admin.JdbcDatabase;
import ee.passkeys.admin.ServerDatabase;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.api.PasskeyEvent.Administered.Act;
import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.credential.EnrollmentRecord;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyRepository;
import ee.passkeys.credential.PasskeyUsage;
import ee.passkeys.credential.PasskeyUser;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.credential.TokenFamily;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions.Parts;
import ee.passkeys.credential.sql.AuditChain;
import ee.passkeys.credential.sql.AuditChain.Place;
import ee.passkeys.credential.sql.AuditRow;
import ee.passkeys.credential.sql.AuditStatements;
import ee.passkeys.credential.sql.CodeStatements;
import ee.passkeys.credential.sql.CodeStatements.Kind;
import ee.passkeys.credential.sql.CodeStatements.OpenCode;
import ee.passkeys.credential.sql.HashedKeys;
import ee.passkeys.credential.sql.ListedUser;
import ee.passkeys.credential.sql.MailStatements;
import ee.passkeys.credential.sql.MailStatements.QueuedMail;
import ee.passkeys.credential.sql.MailStatements.Sender;
import ee.passkeys.credential.sql.RequiredUsers;
import ee.passkeys.credential.sql.RevocationStatements;
import ee.passkeys.credential.sql.RowSeals;
import ee.passkeys.credential.sql.Sql;
import ee.passkeys.credential.sql.UserFilter;
import ee.passkeys.credential.sql.UserFilter.State;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserBase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
@ArgumentsSource(AdministrationTest.FacesAndDatabases.class)
@DisplayName("An operator")
class AdministrationTest {

    private static final UserBase SHOP = new UserBase("/shop");
    private static final UserBase OTHER = new UserBase("/other");

    private final JpaPasskeyTransactions store;
    private final JpaPasskeyTransactions others;
    private final Administration administration;
    private final List<PasskeyEvent> events = new ArrayList<>();
    private final DataSource dataSource;
    private Optional<RequiredUsers> required = Optional.empty();

    AdministrationTest(Face face, TestDatabases database) {
        this.dataSource = database.withTables();
        this.store = store(dataSource, face.provider, SHOP);
        this.others = store(dataSource, face.provider, OTHER);
        this.administration = new Administration(
                face == Face.COMMAND_LINE ? new JdbcDatabase(dataSource::getConnection) : new ServerDatabase(store),
                SHOP,
                events::add,
                new MutableClock(),
                RowSeals.NONE,
                () -> required);
    }

    enum Face {
        ECLIPSELINK(ProviderKind.ECLIPSELINK),
        HIBERNATE(ProviderKind.HIBERNATE),
        COMMAND_LINE(ProviderKind.ECLIPSELINK);

        private final ProviderKind provider;

        Face(ProviderKind provider) {
            this.provider = provider;
        }

        ProviderKind provider() {
            return provider;
        }
    }

    static final class FacesAndDatabases implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return Databases.of(context)
                    .flatMap(database -> Stream.of(Face.values()).map(face -> Arguments.of(face, database)));
        }
    }

    private static JpaPasskeyTransactions store(DataSource dataSource, ProviderKind provider, UserBase users) {
        return new JpaPasskeyTransactions(
                () -> new Parts(dataSource, provider, new LocalTransactions(), users),
                SchemaMode.MIGRATE,
                new MutableClock());
    }

    @AfterEach
    void closeStores() {
        store.close();
        others.close();
    }

    @Test
    void findsUsersByTheBeginningOfTheNameInAnyCase() throws ProblemException {
        add("Ada");
        add("adele");
        add("bob");
        add("a%b");

        assertThat(names(filter("ad", State.ALL))).containsExactlyInAnyOrder("Ada", "adele");
        assertThat(names(filter("A%", State.ALL))).containsExactly("a%b");
        assertThat(names(filter("x", State.ALL))).isEmpty();
        assertThat(names(filter("", State.ALL))).hasSize(4);
    }

    @Test
    void seesNobodyOfAnotherUserBase() throws ProblemException {
        PasskeyUser stranger = user("ada");
        Passkey passkey = passkey(stranger);
        others.<Boolean, RuntimeException>transact(stored -> {
            stored.addUser(stranger);
            stored.add(passkey);
            return true;
        });

        assertThat(names(filter("", State.ALL))).isEmpty();
        assertRefused(ProblemCode.NO_SUCH_USER, () -> administration.user("ada"));
        assertRefused(ProblemCode.NO_SUCH_USER, () -> administration.forget("grace", "ada"));
        assertRefused(ProblemCode.NO_SUCH_USER, () -> administration.disable("grace", "ada"));
        assertRefused(ProblemCode.NO_SUCH_PASSKEY, () -> administration.revoke("grace", passkey.id()));
        assertRefused(ProblemCode.NO_SUCH_PASSKEY, () -> administration.disable("grace", passkey.id()));
        assertThat(others.<List<Passkey>, RuntimeException>transact(stored -> stored.of("ada")))
                .containsExactly(passkey);
        assertThat(events).isEmpty();
    }

    @Test
    void findsUsersWithAndWithoutPasskeys() throws ProblemException {
        add("ada", "one", "two");
        add("bob");
        run(stored -> stored.keep(new PasswordLogin("carol", Set.of("staff"), NOON)));
        run(stored -> stored.keep(new PasswordLogin("ADA", Set.of("staff"), NOON)));
        add("dan", "one");
        administration.disable("grace", "dan");

        assertThat(names(filter("", State.ALL))).containsExactly("ada", "bob", "carol", "dan");
        assertThat(names(filter("", State.WITH))).containsExactly("ada", "dan");
        assertThat(names(filter("", State.WITHOUT))).containsExactly("bob", "carol");
        assertThat(names(filter("", State.DISABLED))).containsExactly("dan");
        assertThat(list(filter("", State.ALL))).extracting(ListedUser::passkeys).containsExactly(2, 0, 0, 1);
        assertThat(list(filter("", State.ALL))).extracting(ListedUser::disabled).containsExactly(0, 0, 0, 1);
    }

    @Test
    void findsUsersWhoAreRequiredToHaveAPasskeyAndHaveNone() throws ProblemException {
        add("ada", "one");
        signedIn("ADA", "admins");
        add("bob");
        signedIn("bob", "admins", "staff");
        signedIn("cyd", "staff");
        signedIn("dan", "admins");
        signedIn("root", "admins");
        add("eve", "one");
        run(stored -> stored.keepOffer(new EnrollmentRecord("Eve", NOON, NOON, false)));
        administration.disable("grace", "eve");
        add("fay");
        run(stored -> stored.keepOffer(new EnrollmentRecord("fay", NOON, null, false)));
        run(stored -> stored.keepOffer(new EnrollmentRecord("gus", NOON, NOON, false)));

        assertThat(names(filter("", State.REQUIRED_WITHOUT))).isEmpty();
        required = Optional.of(RequiredUsers.TOLD);
        assertThat(names(filter("", State.REQUIRED_WITHOUT))).containsExactly("eve");
        required = Optional.of(new RequiredUsers(false, Set.of("admins"), Set.of("admins"), Set.of("Root")));
        assertThat(names(filter("", State.REQUIRED_WITHOUT))).containsExactly("bob", "dan", "eve");
        assertThat(names(filter("D", State.REQUIRED_WITHOUT))).containsExactly("dan");
        required = Optional.of(new RequiredUsers(true, Set.of("staff"), Set.of(), Set.of()));
        assertThat(names(filter("", State.REQUIRED_WITHOUT))).containsExactly("dan", "eve", "root");
        required = Optional.of(new RequiredUsers(true, Set.of(), Set.of(), Set.of("dan")));
        assertThat(pages(State.REQUIRED_WITHOUT, 1)).containsExactly("bob", "cyd", "eve", "root");
    }

    private void signedIn(String name, String... groups) {
        run(stored -> stored.keep(new PasswordLogin(name, Set.of(groups), NOON)));
    }

    @Test
    void findsUsersWhoUsedNoPasskeySince() throws ProblemException {
        use(add("ada", "old").get(0), NOON);
        use(add("bob", "new").get(0), NOON.plusSeconds(60));
        add("carol", "never");
        add("dan");

        assertThat(names(new UserFilter("", State.ALL, Optional.of(NOON.plusSeconds(1)), Optional.empty(), 10)))
                .containsExactly("ada", "carol");
        assertThat(list(filter("a", State.ALL)).get(0).lastUsedAt()).contains(NOON);
    }

    @Test
    void turnsPages() throws ProblemException {
        for (int i = 0; i < 7; i++) {
            add("user" + i);
        }
        assertThat(pages(State.ALL, 3)).containsExactly("user0", "user1", "user2", "user3", "user4", "user5", "user6");
        assertRefused(
                ProblemCode.MALFORMED_REQUEST,
                () -> list(new UserFilter("", State.ALL, Optional.empty(), Optional.of("nonsense"), 3)));
    }

    private List<String> pages(State state, int size) throws ProblemException {
        List<String> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            List<ListedUser> page = list(new UserFilter("", state, Optional.empty(), after, size));
            page.forEach(user -> seen.add(user.name()));
            after = page.size() < size
                    ? Optional.empty()
                    : Optional.of(page.get(size - 1).cursor());
        } while (after.isPresent());
        return seen;
    }

    @Test
    void seesWhatIsKeptOfAUserInAnySpelling() throws ProblemException {
        Passkey passkey = add("Ada", "one").get(0);
        run(stored -> stored.keep(new PasswordLogin("Ada", Set.of("staff", "boss"), NOON)));
        run(stored -> stored.keepOffer(new EnrollmentRecord("Ada", NOON, null, true)));

        String seen = AdminJson.user(administration.user("ADA")).toString();
        String handedOut =
                AdminJson.export(administration.export("grace", "ADA")).toString();

        assertThat(administration.user("ADA").passkeys()).containsExactly(passkey);
        assertThat(seen)
                .contains(
                        "\"groups\":[\"boss\",\"staff\"]",
                        "\"declined\":true",
                        passkey.id().base64Url())
                .doesNotContain(passkey.publicKey(), passkey.owner().base64Url());
        assertThat(handedOut).contains(passkey.publicKey(), passkey.owner().base64Url());
        assertThat(events).containsExactly(administered(Act.EXPORT, "ADA"));
    }

    @Test
    void disablesAndEnablesAllPasskeysOfAUser() throws ProblemException {
        add("ada", "one", "two");
        add("bob", "one");

        assertThat(administration.disable("grace", "Ada")).isEqualTo(2);
        assertThat(of("ada")).allMatch(Passkey::disabled);
        assertThat(of("bob")).noneMatch(Passkey::disabled);
        assertThat(administration.enable("grace", "ada")).isEqualTo(2);
        assertThat(of("ada")).noneMatch(Passkey::disabled);
        assertThat(events)
                .containsExactly(
                        administered(Act.DISABLE, "Ada"),
                        new PasskeyEvent.Disabled(NOW, "Ada", 2, PasskeyEvent.Disabled.Reason.OPERATOR),
                        administered(Act.ENABLE, "ada"));
    }

    @Test
    void disablesEnablesAndRevokesOnePasskey() throws ProblemException {
        List<Passkey> passkeys = add("ada", "one", "two");
        CredentialId id = passkeys.get(0).id();

        administration.disable("grace", id);
        assertThat(of("ada")).extracting(Passkey::disabled).containsExactly(true, false);
        administration.enable("grace", id);
        assertThat(of("ada")).containsExactlyElementsOf(passkeys);
        assertThat(administration.revoke("grace", id)).isEqualTo(passkeys.get(0));
        assertThat(of("ada")).containsExactly(passkeys.get(1));
        assertRefused(ProblemCode.NO_SUCH_PASSKEY, () -> administration.revoke("grace", id));
        assertThat(events)
                .contains(administered(Act.REVOKE, "ada"), new PasskeyEvent.Removed(NOW, "ada", id))
                .hasSize(5);
    }

    @Test
    void revokesAllPasskeysAndKeepsTheRest() throws ProblemException {
        add("ada", "one", "two");
        add("bob", "one");
        run(stored -> stored.keep(new PasswordLogin("ada", Set.of("staff"), NOON)));

        assertThat(administration.revokeAll("grace", "ada")).isEqualTo(2);
        assertThat(of("ada")).isEmpty();
        assertThat(of("bob")).hasSize(1);
        assertThat(administration.user("ada").passwordLogin()).isPresent();
        assertThat(events).filteredOn(PasskeyEvent.Removed.class::isInstance).hasSize(2);
    }

    @Test
    void findsUsersByTheBeginningOfALongName() throws ProblemException {
        String begin = "österreichische-".repeat(6);
        add(begin + "A");
        add(begin + "b");

        assertThat(names(filter(begin.toUpperCase(Locale.ROOT), State.ALL)))
                .containsExactlyInAnyOrder(begin + "A", begin + "b");
        assertThat(names(filter(begin + "a", State.ALL))).containsExactly(begin + "A");
    }

    @Test
    void turnsPagesOfUsersWithAndWithoutPasskeysWhoseKeysAreTheSame() throws ProblemException {
        String begin = "x".repeat(70);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String name = begin + i;
            all.add(name);
            if (i % 2 == 0) {
                add(name, "one");
            } else {
                run(stored -> stored.keep(new PasswordLogin(name, Set.of("staff"), NOON)));
            }
        }
        List<String> seen = new ArrayList<>();
        List<ListedUser> page;
        Optional<String> after = Optional.empty();
        do {
            page = list(new UserFilter("X", State.ALL, Optional.empty(), after, 1));
            page.forEach(user -> seen.add(user.name()));
            after = page.stream().map(ListedUser::cursor).findFirst();
        } while (!page.isEmpty());

        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void handsOutAllThatIsKeptOfAUserAndForgetsIt() throws Exception {
        fillEveryTable("ada");
        fillEveryTable("bob");
        String key = HashedKeys.ofUser(SHOP, "ada");
        CredentialId passkey = of("ada").get(0).id();
        String handle = HashedKeys.of(of("ada").get(0).owner());

        JsonNode export = AdminJson.export(administration.export("grace", "Ada"));

        for (String part : List.of("passkeys", "codes", "refreshTokens", "mail", "audit")) {
            assertThat(export.path(part)).as(part).hasSize(1);
        }
        assertThat(export.path("passwordSignIn").isEmpty()).isFalse();
        assertThat(export.path("enrollment").isEmpty()).isFalse();
        assertThat(export.toString()).doesNotContain("bob", "grace", "192.0.2.1");
        assertThat(tablesThatHold("ada", key, handle, HashedKeys.of(passkey))).hasSizeGreaterThan(8);

        administration.forget("grace", "ADA");

        assertThat(tablesThatHold("ada", key, handle)).containsExactly("PASSKEY_AUDIT");
        assertThat(tablesThatHold(HashedKeys.of(passkey))).containsExactly("PASSKEY_REVOCATION");
        assertThat(AdminJson.export(administration.export("grace", "bob")).path("mail"))
                .hasSize(1);
    }

    private void fillEveryTable(String name) {
        Passkey passkey = add(name, "one").get(0);
        run(stored -> {
            stored.keep(new PasswordLogin(name, Set.of("staff"), NOON));
            stored.keepOffer(new EnrollmentRecord(name, NOON, null, true));
            stored.tokens()
                    .addFamily(
                            new TokenFamily(
                                    HashedKeys.of(id()), "hash", "issuer", null, true, NOON, NOON.plusSeconds(60)),
                            passkey.id());
            Sql sql = stored.sql();
            new CodeStatements(sql, SHOP)
                    .add(
                            new OpenCode(Kind.ENROLLMENT, name, "grace", NOON, NOON.plusSeconds(60), 0),
                            "SECRET",
                            Optional.of("account"));
            new MailStatements(sql, new Sender(SHOP.id(), "/shop"))
                    .add(new QueuedMail(HashedKeys.of(id()), "CREATED", name, NOON, NOON));
            AuditStatements audit = new AuditStatements(sql);
            Place beginning = new Place(0, "mac", "seal");
            audit.add(new AuditChain(name + "'s chain", SHOP.id(), "node", "key", 1, "", beginning, beginning));
            audit.add(new AuditRow(
                    name + "'s chain",
                    1,
                    1,
                    "administered",
                    "grace",
                    name,
                    "",
                    "",
                    "192.0.2.1",
                    "node",
                    "done",
                    "",
                    "",
                    "",
                    "mac"));
        });
    }

    private Set<String> tablesThatHold(String... texts) throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TestDatabases.tables(connection)) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            if (List.of(texts).contains(String.valueOf(rows.getString(i)))) {
                                tables.add(table.toUpperCase(Locale.ROOT));
                            }
                        }
                    }
                }
            }
        }
        return tables;
    }

    @Test
    void forgetsAUser() throws ProblemException {
        add("ada", "one");
        add("bob", "one");
        run(stored -> stored.keep(new PasswordLogin("ada", Set.of("staff"), NOON)));
        run(stored -> stored.keepOffer(new EnrollmentRecord("ada", NOON, null, true)));

        assertThat(administration.forget("grace", "ada")).isEqualTo(1);
        assertRefused(ProblemCode.NO_SUCH_USER, () -> administration.user("ada"));
        assertThat(names(filter("", State.ALL))).containsExactly("bob");
    }

    @Test
    void renamesAUserToANameThatIsFree() throws ProblemException {
        List<Passkey> passkeys = add("ada", "one");
        add("bob");
        run(stored -> stored.keep(new PasswordLogin("ada", Set.of("staff"), NOON)));
        run(stored -> stored.keepOffer(new EnrollmentRecord("ada", NOON, NOON, false)));

        assertRefused(ProblemCode.NAME_TAKEN, () -> administration.rename("grace", "ada", "Bob"));
        assertRefused(ProblemCode.MALFORMED_REQUEST, () -> administration.rename("grace", "ada", " "));
        assertThat(of("ada")).isEqualTo(passkeys);
        administration.rename("grace", "ada", "lovelace");

        assertThat(of("lovelace"))
                .extracting(Passkey::id)
                .containsExactly(passkeys.get(0).id());
        assertThat(administration.user("lovelace").passwordLogin())
                .contains(new PasswordLogin("lovelace", Set.of("staff"), NOON));
        assertThat(administration.user("lovelace").enrollment())
                .contains(new EnrollmentRecord("lovelace", NOON, NOON, false));
        assertRefused(ProblemCode.NO_SUCH_USER, () -> administration.user("ada"));
        assertThat(events)
                .containsExactly(administered(Act.RENAME, "ada"), new PasskeyEvent.UserRenamed(NOW, "ada", "lovelace"));
    }

    @Test
    void endsTheSessionsOfWhatIsDisabledOrRemoved() throws ProblemException {
        String one = HashedKeys.of(add("ada", "one").get(0).id());
        String two = HashedKeys.of(add("bob", "two").get(0).id());
        String three = HashedKeys.of(add("carl", "three").get(0).id());
        String four = HashedKeys.of(add("dora", "four").get(0).id());
        String five = HashedKeys.of(add("eve", "five").get(0).id());
        add("fay", "six");
        assertThat(revoked()).isEmpty();

        administration.disable("grace", "ada");
        administration.disable("grace", of("bob").get(0).id());
        administration.revoke("grace", of("carl").get(0).id());
        administration.revokeAll("grace", "dora");
        run(stored -> stored.remove("eve", of(stored, "eve")));
        assertThat(revoked()).containsExactlyInAnyOrder(one, two, three, four, five);

        administration.enable("grace", "ada");
        administration.disable("grace", "ada");
        run(stored -> assertThat(stored.disable("fay")).isEqualTo(1));
        assertThat(revoked()).hasSize(6);
    }

    private static CredentialId of(PasskeyRepository stored, String name) {
        return stored.of(name).get(0).id();
    }

    private Set<String> revoked() {
        return store.<Set<String>, RuntimeException>transact(stored ->
                new RevocationStatements(stored.sql()).since(Instant.EPOCH).keySet());
    }

    @Test
    void hasAUserAskedAgain() throws ProblemException {
        run(stored -> stored.keepOffer(new EnrollmentRecord("ada", NOON, null, true)));

        assertThat(administration.askAgain("grace", "ada")).isTrue();
        assertThat(administration.askAgain("grace", "ada")).isFalse();
        assertThat(administration.user("ada").enrollment()).contains(new EnrollmentRecord("ada", NOON, null, false));
    }

    private static final Instant NOW = new MutableClock().instant();

    private static PasskeyEvent administered(Act act, String name) {
        return new PasskeyEvent.Administered(NOW, "grace", act, name);
    }

    private static void assertRefused(ProblemCode code, ThrowingCallable act) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(act)
                .satisfies(refusal -> assertThat(refusal.failure()).isEqualTo(code));
    }

    private static UserFilter filter(String prefix, State state) {
        return new UserFilter(prefix, state, Optional.empty(), Optional.empty(), 10);
    }

    private List<String> names(UserFilter filter) throws ProblemException {
        return list(filter).stream().map(ListedUser::name).toList();
    }

    private List<ListedUser> list(UserFilter filter) throws ProblemException {
        return administration.list(filter);
    }

    private List<Passkey> of(String name) {
        return store.transact(stored -> stored.of(name));
    }

    private void use(Passkey passkey, Instant at) {
        run(stored -> stored.recordUse(passkey.owner(), passkey.id(), new PasskeyUsage(1, true, true, at, false)));
    }

    private List<Passkey> add(String name, String... labels) {
        PasskeyUser user = user(name);
        run(stored -> {
            stored.addUser(user);
            for (int i = 0; i < labels.length; i++) {
                stored.add(passkey(user, id(), 0));
            }
        });
        return of(name);
    }

    private void run(Consumer<PasskeyRepository> work) {
        store.<Boolean, RuntimeException>transact(stored -> {
            work.accept(stored);
            return true;
        });
    }
}
