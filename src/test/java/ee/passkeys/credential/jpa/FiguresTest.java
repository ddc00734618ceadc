// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static ee.passkeys.testkit.TestPasskeys.id;
import static ee.passkeys.testkit.TestPasskeys.passkey;
import static ee.passkeys.testkit.TestPasskeys.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ee.passkeys.admin.AdminDatabase;
import ee.passkeys.admin.Figures;
import ee.passkeys.admin.FiguresJson;
import ee.passkeys.admin.JdbcDatabase;
import ee.passkeys.admin.ServerDatabase;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.audit.AuditRecorder;
import ee.passkeys.audit.AuditTrail;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.credential.EnrollmentRecord;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyRepository;
import ee.passkeys.credential.PasskeyUsage;
import ee.passkeys.credential.PasskeyUser;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions.Parts;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.value.UserBase;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass
@ArgumentsSource(AdministrationTest.FacesAndDatabases.class)
@DisplayName("The figures")
class FiguresTest {

    private static final UUID PROVIDER = UUID.fromString("fbfc3007-154e-4ecc-8c0b-6e020557d7bd");
    private static final Duration DAY = Duration.ofDays(1);

    private final Map<String, String> keys = new HashMap<>(Map.of(
            "passkeys.rp.id", "example.org",
            "passkeys.origins", "https://example.org",
            "passkeys.users", "shop",
            "passkeys.audit.secret", "A".repeat(43)));
    private final MutableClock clock = new MutableClock();
    private final AuditRecorder recorder;
    private final JpaPasskeyTransactions store;
    private final JpaPasskeyTransactions others;
    private final AdminDatabase database;

    FiguresTest(AdministrationTest.Face face, TestDatabases database) {
        DataSource dataSource = database.withTables();
        UserBase users = settings().storage().userBase();
        this.recorder = new AuditRecorder(
                settings().audit(),
                users.id(),
                new AuditTrail.Source("node-1", Optional::empty, Optional::empty),
                new SecureRandom(),
                clock);
        this.store = new JpaPasskeyTransactions(
                () -> new Parts(
                        dataSource, face.provider(), new LocalTransactions(), View.of(users), recorder.journal()),
                SchemaMode.MIGRATE,
                clock);
        this.others = new JpaPasskeyTransactions(
                () -> new Parts(dataSource, face.provider(), new LocalTransactions(), new UserBase("other")),
                SchemaMode.MIGRATE,
                clock);
        this.database = face == AdministrationTest.Face.COMMAND_LINE
                ? new JdbcDatabase(dataSource::getConnection)
                : new ServerDatabase(store);
    }

    @AfterEach
    void closeStores() {
        store.close();
        others.close();
    }

    @Test
    void areNoughtForNobody() throws ProblemException {
        JsonNode figures = figures(1);

        assertThat(figures.path("users")).hasToString("{\"known\":0,\"withPasskey\":0}");
        assertThat(figures.path("passkeys"))
                .hasToString("{\"synced\":0,\"notSyncedYet\":0,\"oneDevice\":0,\"disabled\":0}");
        assertThat(figures.path("lastUsed"))
                .hasToString("{\"within30Days\":0,\"within90Days\":0,\"earlier\":0,\"never\":0}");
        assertThat(figures.path("enrollment")).hasToString("{\"asked\":0,\"created\":0,\"later\":0,\"never\":0}");
        assertThat(figures.path("providers")).isEmpty();
        assertThat(figures.path("relyingParties")).isEmpty();
        assertThat(figures.path("signIns")).hasSize(1);
        assertThat(figures.path("refusals")).isEmpty();
        assertThat(figures.has("groups")).isFalse();
        assertThat(figures.has("required")).isFalse();
    }

    @Test
    void countAUserOnceHoweverManyPasskeysAndSpellings() throws ProblemException {
        add("ada");
        add("ADA");
        run(stored -> stored.keep(new PasswordLogin("Ada", Set.of("staff"), clock.instant())));
        run(stored -> stored.keep(new PasswordLogin("bob", Set.of("staff"), clock.instant())));

        assertThat(figures(1).path("users")).hasToString("{\"known\":2,\"withPasskey\":1}");
    }

    @Test
    void takeADisabledPasskeyForNone() throws ProblemException {
        add("ada");
        run(stored -> stored.disable("ada"));

        JsonNode figures = figures(1);

        assertThat(figures.path("users")).hasToString("{\"known\":1,\"withPasskey\":0}");
        assertThat(figures.path("passkeys").path("disabled").asInt()).isEqualTo(1);
        assertThat(figures.path("passkeys").path("notSyncedYet").asInt()).isZero();
        assertThat(figures.path("lastUsed").path("never").asInt()).isZero();
        assertThat(figures.path("providers")).isEmpty();
    }

    @Test
    void countUsersOfRememberedGroups() throws ProblemException {
        add("ada");
        run(stored -> stored.keep(new PasswordLogin("ada", Set.of("staff", "boss"), clock.instant())));
        run(stored -> stored.keep(new PasswordLogin("bob", Set.of("staff"), clock.instant())));

        assertThat(figures(1).path("groups"))
                .hasToString("[{\"name\":\"staff\",\"users\":2,\"withPasskey\":1},"
                        + "{\"name\":\"boss\",\"users\":1,\"withPasskey\":1}]");
    }

    @Test
    void tellPasskeysByBackupStateAndLastUse() throws ProblemException {
        Instant now = clock.instant();
        use(add("ada"), true, now.minus(DAY));
        use(add("bob"), true, now.minus(DAY.multipliedBy(31)));
        use(add("cyd"), false, now.minus(DAY.multipliedBy(91)));
        add("dan");
        addBound("eve");

        JsonNode figures = figures(1);

        assertThat(figures.path("passkeys"))
                .hasToString("{\"synced\":2,\"notSyncedYet\":2,\"oneDevice\":1,\"disabled\":0}");
        assertThat(figures.path("lastUsed"))
                .hasToString("{\"within30Days\":1,\"within90Days\":1,\"earlier\":1,\"never\":2}");
        assertThat(figures.path("providers"))
                .hasToString("[{\"name\":\"Known\",\"passkeys\":4},"
                        + "{\"aaguid\":\"00000000-0000-0000-0000-000000000000\",\"passkeys\":1}]");
    }

    @Test
    void countByRelyingPartyWhoHasNoOtherPasskeyThatSignsIn() throws ProblemException {
        add("ada");
        add("bob");
        add("bob", "old.example");
        add("BOB", "old.example");
        add("cyd", "old.example");
        add("dan", "old.example");
        run(stored -> stored.disable("dan"));

        keys.put("passkeys.rp.id", "example.org");
        assertThat(figures(1).path("relyingParties"))
                .hasToString(
                        "[{\"rpId\":\"example.org\",\"passkeys\":2,\"users\":2,\"withNoOther\":2},"
                                + "{\"rpId\":\"old.example\",\"passkeys\":3,\"users\":2,\"withNoOther\":1,\"domain\":\"closed\"}]");
        keys.put("passkeys.rp.id.previous", "old.example");
        assertThat(figures(1).path("relyingParties"))
                .hasToString(
                        "[{\"rpId\":\"example.org\",\"passkeys\":2,\"users\":2,\"withNoOther\":1},"
                                + "{\"rpId\":\"old.example\",\"passkeys\":3,\"users\":2,\"withNoOther\":1,\"domain\":\"previous\"}]");

        add("cyd", "closed.example");
        assertThat(figures(1).path("relyingParties").path(1).path("withNoOther").asInt())
                .isEqualTo(1);
    }

    @Test
    void sayThatNobodyIsLeftOnThePreviousDomain() throws ProblemException {
        keys.put("passkeys.rp.id", "example.org");
        keys.put("passkeys.rp.id.previous", "old.example");
        add("ada", "example.org");

        assertThat(figures(1).path("relyingParties").path(1))
                .hasToString(
                        "{\"rpId\":\"old.example\",\"passkeys\":0,\"users\":0,\"withNoOther\":0,\"domain\":\"previous\"}");
    }

    @Test
    void followUsersThroughTheEnrollment() throws ProblemException {
        Instant now = clock.instant();
        add("ada");
        run(stored -> stored.keepOffer(new EnrollmentRecord("Ada", now, null, false)));
        run(stored -> stored.keepOffer(new EnrollmentRecord("bob", now, null, false)));
        run(stored -> stored.keepOffer(new EnrollmentRecord("cyd", now, null, true)));
        run(stored -> stored.keepOffer(new EnrollmentRecord("dan", now, null, true)));

        assertThat(figures(1).path("enrollment")).hasToString("{\"asked\":4,\"created\":1,\"later\":1,\"never\":2}");
    }

    @Test
    void nameWhoIsRequiredToHaveAPasskeyAndHasNone() throws ProblemException {
        keys.put("passkeys.rollout.group.admins", "require");
        Instant now = clock.instant();
        add("ada");
        run(stored -> stored.keep(new PasswordLogin("ada", Set.of("admins"), now)));
        run(stored -> stored.keep(new PasswordLogin("bob", Set.of("admins", "staff"), now)));
        run(stored -> stored.keep(new PasswordLogin("cyd", Set.of("staff"), now)));
        run(stored -> stored.keepOffer(new EnrollmentRecord("unknown", now, now, false)));

        assertThat(figures(1).path("required")).hasToString("{\"users\":3,\"withoutPasskey\":2,\"names\":[\"bob\"]}");
    }

    @Test
    void requireAPasskeyOfNobodyWhoseGroupHasAnotherLevel() throws ProblemException {
        keys.put("passkeys.rollout", "require");
        keys.put("passkeys.rollout.group.contractors", "off");
        keys.put("passkeys.break-glass", "root");
        Instant now = clock.instant();
        run(stored -> stored.keep(new PasswordLogin("Bob", Set.of("staff"), now)));
        run(stored -> stored.keep(new PasswordLogin("cyd", Set.of("staff", "contractors"), now)));
        run(stored -> stored.keep(new PasswordLogin("dan", Set.of(), now)));
        run(stored -> stored.keep(new PasswordLogin("Root", Set.of("staff"), now)));

        assertThat(figures(1).path("required"))
                .hasToString("{\"users\":2,\"withoutPasskey\":2,\"names\":[\"Bob\",\"dan\"]}");
    }

    @Test
    void countSignInsByDayAndMethod() throws ProblemException {
        Instant now = clock.instant();
        record(new PasskeyEvent.SignedIn(now, "ada", id(), true));
        record(new PasskeyEvent.SignedIn(now, "bob", id(), true));
        record(new PasskeyEvent.SteppedUp(now, "bob", id()));
        record(new PasskeyEvent.BreakGlassUsed(now.minus(DAY), "root"));
        record(new PasskeyEvent.SignedIn(now.minus(DAY.multipliedBy(3)), "ada", id(), true));

        assertThat(figures(3).path("signIns"))
                .hasToString("["
                        + day("2026-05-30", 0, 0, 0)
                        + "," + day("2026-05-31", 0, 0, 1)
                        + "," + day("2026-06-01", 2, 1, 0) + "]");
    }

    private static String day(String date, int passkey, int confirmation, int emergency) {
        return "{\"day\":\"" + date + "\",\"passkey\":" + passkey + ",\"confirmation\":" + confirmation
                + ",\"code\":0,\"emergencyPassword\":" + emergency + ",\"uncheckedPassword\":0}";
    }

    @Test
    void countRefusalsByCodeThoseTooThatShareARow() throws ProblemException {
        Instant now = clock.instant();
        for (String user : new String[] {"ada", "bob"}) {
            record(new PasskeyEvent.Refused(now, "authentication", "authentication-failed", "of " + user));
        }
        record(new PasskeyEvent.PasswordRefused(now, "ada"));
        recorder.count("foreign-origin");
        recorder.count("foreign-origin");
        recorder.count("foreign-origin");
        recorder.end(store);

        assertThat(figures(1).path("refusals"))
                .hasToString("[{\"code\":\"foreign-origin\",\"count\":3},"
                        + "{\"code\":\"authentication-failed\",\"count\":2},"
                        + "{\"code\":\"password-refused\",\"count\":1}]");
    }

    @Test
    void sayWhereThereIsNoAuditTable() throws ProblemException {
        keys.remove("passkeys.audit.secret");

        JsonNode figures = figures(30);

        assertThat(figures.path("audit").asBoolean(true)).isFalse();
        assertThat(figures.has("signIns")).isFalse();
        assertThat(figures.has("refusals")).isFalse();
    }

    @Test
    void seeNothingOfAnotherUserBase() throws ProblemException {
        PasskeyUser stranger = user("ada");
        others.<Boolean, RuntimeException>transact(stored -> {
            stored.addUser(stranger);
            stored.add(passkey(stranger));
            stored.keep(new PasswordLogin("ada", Set.of("staff"), clock.instant()));
            stored.keepOffer(new EnrollmentRecord("ada", clock.instant(), clock.instant(), true));
            return true;
        });
        JsonNode before = figures(1);

        assertThat(before.path("users").path("known").asInt()).isZero();
        assertThat(before.path("providers")).isEmpty();
        assertThat(before.has("groups")).isFalse();
        assertThat(before.path("enrollment").path("asked").asInt()).isZero();
    }

    private JsonNode figures(int days) throws ProblemException {
        return FiguresJson.of(
                new Figures(database, settings(), settings().rollout(), clock).of(days),
                aaguid -> Optional.of("Known").filter(name -> aaguid.equals(PROVIDER)));
    }

    private Settings settings() {
        return SettingsReader.read(SettingSource.of(keys));
    }

    private void record(PasskeyEvent event) {
        run(stored -> stored.record(event, ""));
    }

    private Passkey add(String name) {
        PasskeyUser user = user(name);
        Passkey passkey = passkey(user);
        run(stored -> {
            stored.addUser(user);
            stored.add(passkey);
        });
        return passkey;
    }

    private void addBound(String name) {
        add(name, false, new UUID(0, 0), "example.org");
    }

    private void add(String name, String rpId) {
        add(name, true, new UUID(0, 1), rpId);
    }

    private void add(String name, boolean backupEligible, UUID aaguid, String rpId) {
        PasskeyUser user = user(name);
        Passkey some = passkey(user);
        run(stored -> {
            PasskeyUser owner = stored.user(name).orElse(user);
            if (owner.equals(user)) {
                stored.addUser(user);
            }
            stored.add(new Passkey(
                    some.id(),
                    owner.handle(),
                    some.caller(),
                    some.publicKey(),
                    0,
                    true,
                    backupEligible,
                    false,
                    some.transports(),
                    aaguid,
                    rpId,
                    some.label(),
                    some.attestation(),
                    some.createdAt(),
                    null,
                    false));
        });
    }

    private void use(Passkey passkey, boolean backedUp, Instant at) {
        run(stored -> stored.recordUse(passkey.owner(), passkey.id(), new PasskeyUsage(1, true, backedUp, at, false)));
    }

    private void run(Consumer<PasskeyRepository> work) {
        store.<Boolean, RuntimeException>transact(stored -> {
            work.accept(stored);
            return true;
        });
    }
}
