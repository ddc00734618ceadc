// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.application.ContainerRealm;
import ee.passkeys.ceremony.Ids;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.credential.PasskeyRepository;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.testkit.NoRealm;
import ee.passkeys.value.Groups;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a password gave")
class PasswordGroupsTest {

    private final MutableClock clock = new MutableClock();
    private final CountingStore store = new CountingStore();
    private final NoRealm realm = new NoRealm();
    private final PasswordGroups passwords = passwords(realm, Map.of());

    @Test
    void isNoted() {
        note("bob", Set.of("user"), true);

        assertThat(kept("bob")).contains(Set.of("user"));
        assertThat(kept("eve")).isEmpty();
    }

    @Test
    void isNotedAnewWhenItIsMoreOrLess() {
        note("bob", Set.of("user"), true);
        note("bob", Set.of("user", "boss"), true);
        assertThat(kept("bob")).contains(Set.of("user", "boss"));

        note("bob", Set.of(), true);
        assertThat(kept("bob")).contains(Set.of());
    }

    @Test
    void isWrittenOnceWhileItStaysTheSame() {
        note("bob", Set.of("user"), true);
        note("bob", Set.of("user"), true);

        assertThat(store.written).isEqualTo(1);
        assertThat(store.asked).isEqualTo(2);
    }

    @Test
    void isNotAskedForAtEveryRequestOfAClientWithoutASession() {
        note("bob", Set.of("user"), false);
        note("bob", Set.of("user"), false);
        assertThat(store.asked).isEqualTo(1);

        note("bob", Set.of("user", "boss"), false);
        assertThat(kept("bob")).contains(Set.of("user", "boss"));
    }

    @Test
    void isWhatTheContainerShowsAndWhatItWasTold() {
        note(passwords(shows(Set.of("shown")), Map.of()), "bob", Set.of("told"), true);
        assertThat(kept("bob")).contains(Set.of("shown", "told"));

        note(passwords(shows(Set.of("shown")), Map.of()), "bob", null, true);
        assertThat(kept("bob")).contains(Set.of("shown"));
    }

    @Test
    void isNotGuessedWhereItIsNotToBeSeen() {
        note("bob", null, true);

        assertThat(kept("bob")).isEmpty();
    }

    @Test
    void leavesOutWhatNoColumnHolds() {
        note("bob", Set.of("user", "", "g".repeat(1021), "\u00fc".repeat(510)), true);
        note("b".repeat(1021), Set.of("user"), true);

        assertThat(kept("bob")).contains(Set.of("user", "\u00fc".repeat(510)));
        assertThat(kept("b".repeat(1021))).isEmpty();
    }

    @Test
    void isNeverInTheWayOfTheLogin() {
        store.memory.goAway();
        assertThatCode(() -> note("bob", Set.of("user"), true)).doesNotThrowAnyException();
        assertThatCode(() -> note(passwords(shows(null), Map.of()), "bob", Set.of("user"), true))
                .doesNotThrowAnyException();
    }

    @Test
    void isNotedAtTheNextLoginAfterTheDatabaseFailed() {
        store.memory.goAway();
        note("bob", Set.of("user"), true);
        store.memory.comeBack();

        note("bob", Set.of("user"), true);
        assertThat(kept("bob")).contains(Set.of("user"));
    }

    @Test
    void isNotNotedWhereNobodyWantsToKnow() {
        note(passwords(realm, Map.of("passkeys.groups.parity", "off")), "bob", Set.of("user"), true);
        assertThat(store.asked).isZero();

        note(
                passwords(realm, Map.of("passkeys.groups.parity", "off", "passkeys.groups.remembered", "true")),
                "bob",
                Set.of("user"),
                true);
        assertThat(kept("bob")).contains(Set.of("user"));
    }

    @Test
    void isSomebodyElsesThanThePasskeysWhereTheAccountIsAnother() {
        List<PasskeyEvent> events = new ArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        PasswordGroups noting = new PasswordGroups(
                SettingsReader.read(SettingSource.of(Map.of())),
                realm,
                new Shortfall(new Admission()),
                Ids.of(
                        caller -> {
                            asked.incrementAndGet();
                            return Optional.of("2");
                        },
                        store,
                        events::add,
                        clock),
                store,
                clock);

        note(noting, "bob", Set.of("user"), false);
        note(noting, "bob", Set.of("user"), false);
        assertThat(asked).hasValue(1);
        note(noting, "bob", Set.of("user"), true);
        assertThat(asked).hasValue(2);
    }

    private Optional<Set<String>> kept(String caller) {
        return store.memory
                .<Optional<PasswordLogin>, RuntimeException>transact(stored -> stored.passwordLogin(caller))
                .map(PasswordLogin::groups);
    }

    private PasswordGroups passwords(ContainerRealm of, Map<String, String> settings) {
        return new PasswordGroups(
                SettingsReader.read(SettingSource.of(settings)),
                of,
                new Shortfall(new Admission()),
                Ids.none(store),
                store,
                clock);
    }

    private void note(String caller, @Nullable Set<String> told, boolean inSession) {
        note(passwords, caller, told, inSession);
    }

    private static void note(PasswordGroups passwords, String caller, @Nullable Set<String> told, boolean inSession) {
        HttpSession session = proxy(HttpSession.class, null);
        passwords.note(
                caller,
                told == null ? Groups.BY_NAME : Groups.of(told),
                proxy(HttpServletRequest.class, inSession ? session : null),
                proxy(HttpMessageContext.class, new Subject()));
    }

    private static <T> T proxy(Class<T> type, @Nullable Object answer) {
        return type.cast(Proxy.newProxyInstance(
                PasswordGroupsTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer));
    }

    /** A container that shows those groups, or fails. */
    private static ContainerRealm shows(@Nullable Set<String> groups) {
        return (ContainerRealm) Proxy.newProxyInstance(
                PasswordGroupsTest.class.getClassLoader(),
                new Class<?>[] {ContainerRealm.class},
                (self, method, arguments) -> {
                    if (groups == null) {
                        throw new IllegalStateException("the container fails");
                    }
                    return Optional.of(groups);
                });
    }

    private static final class CountingStore implements PasskeyTransactions {

        private final MemoryPasskeyStore memory = new MemoryPasskeyStore();
        private int asked;
        private int written;

        @Override
        public <T, X extends Exception> T transact(Work<T, X> work) throws X {
            asked++;
            return memory.transact(stored -> work.run((PasskeyRepository) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {PasskeyRepository.class},
                    (self, method, arguments) -> {
                        if (method.getName().equals("keep")) {
                            written++;
                        }
                        return method.invoke(stored, arguments);
                    })));
        }
    }
}
