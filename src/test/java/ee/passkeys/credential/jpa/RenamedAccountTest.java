// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static ee.passkeys.testkit.TestPasskeys.NOON;
import static ee.passkeys.testkit.TestPasskeys.passkey;
import static ee.passkeys.testkit.TestPasskeys.user;
import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.ceremony.Ids;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyRepository;
import ee.passkeys.credential.PasskeyUser;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.testkit.MutableClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Kim is account 7, and called Kimberly from now on. */
@ParameterizedClass
@ArgumentsSource(TestStores.class)
@DisplayName("The passkeys of an account that is renamed")
class RenamedAccountTest {

    private final MutableClock clock = new MutableClock();
    private final List<PasskeyEvent> events = new ArrayList<>();
    private final List<Object> records = new ArrayList<>();
    private final Map<String, String> accounts = new HashMap<>(Map.of("kimberly", "7"));
    private final PasskeyUser kim = user("kim");
    private final Passkey phone = passkey(kim);
    private final JpaPasskeyTransactions store;

    RenamedAccountTest(TestStores.Opener opener) {
        store = opener.open(() -> (sql, event, actor) -> records.add(Map.entry(event, actor)), clock);
        run(passkeys -> {
            passkeys.addUser(kim);
            passkeys.add(phone);
            passkeys.bind(kim.handle(), phone.id(), "7");
        });
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void followAfterAPassword() {
        kimberlySignsIn();

        assertThat(passkeysOf("kimberly")).isEqualTo(1);
        assertThat(passkeysOf("kim")).isZero();
        PasskeyEvent renamed = new PasskeyEvent.UserRenamed(clock.instant(), "kim", "kimberly");
        assertThat(events).containsExactly(renamed);
        assertThat(records).containsExactly(Map.entry(renamed, "(automatic)"));
    }

    @Test
    void stayWhereBothNamesAreOfOneAccount() {
        accounts.put("kim", "7");
        assertStay();
    }

    @Test
    void stayWhereSomebodyElseHasTheOldName() {
        accounts.put("kim", "8");
        assertStay();
    }

    @Test
    void stayWhereAnotherAccountHasTheNewName() {
        accounts.put("kimberly", "8");
        assertStay();
    }

    @Test
    void stayWhereSomethingIsKeptOfTheNewName() {
        run(passkeys -> passkeys.keep(new PasswordLogin("kimberly", Set.of(), NOON)));
        assertStay();
    }

    @Test
    void stayWhereOneOfThemIsNotKnownToBeOfTheAccount() {
        run(passkeys -> passkeys.add(passkey(kim)));
        assertStay();
    }

    @Test
    void stayWhereTheAccountHadTwoNames() {
        PasskeyUser kimmy = user("kimmy");
        Passkey tablet = passkey(kimmy);
        run(passkeys -> {
            passkeys.addUser(kimmy);
            passkeys.add(tablet);
            passkeys.bind(kimmy.handle(), tablet.id(), "7");
        });
        assertStay();
    }

    private void assertStay() {
        int before = passkeysOf("kim");

        kimberlySignsIn();

        assertThat(passkeysOf("kim")).isEqualTo(before);
        assertThat(passkeysOf("kimberly")).isZero();
        assertThat(events).isEmpty();
        assertThat(records).isEmpty();
    }

    private void kimberlySignsIn() {
        Ids.of(caller -> Optional.ofNullable(accounts.get(caller)), store, events::add, clock)
                .signedIn("kimberly");
    }

    private int passkeysOf(String caller) {
        return store.<Integer, RuntimeException>transact(
                passkeys -> passkeys.of(caller).size());
    }

    private void run(Consumer<PasskeyRepository> change) {
        store.<Boolean, RuntimeException>transact(passkeys -> {
            change.accept(passkeys);
            return true;
        });
    }
}
