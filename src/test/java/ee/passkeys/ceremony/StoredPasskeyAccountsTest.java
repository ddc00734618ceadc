// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.api.PasskeyInfo;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.SoftAuthenticator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Code of the application")
class StoredPasskeyAccountsTest {

    private final TestCeremonies test = new TestCeremonies();
    private final StoredPasskeyAccounts accounts = new StoredPasskeyAccounts(test.store, test.events::add, test.clock);
    private Passkey phone;
    private Passkey laptop;

    @BeforeEach
    void register() throws ProblemException {
        phone = test.register("ada", new SoftAuthenticator());
        laptop = test.register("ada", new SoftAuthenticator());
        test.register("grace", new SoftAuthenticator());
        test.events.clear();
    }

    @Test
    void seesThePasskeysOfAUser() {
        assertThat(accounts.passkeysOf("ada"))
                .extracting(PasskeyInfo::id)
                .containsExactlyInAnyOrder(phone.id(), laptop.id());
        assertThat(accounts.passkeysOf("joe")).isEmpty();
    }

    @Test
    void revokesOneOfThem() {
        assertThat(accounts.revoke("ada", phone.id())).isTrue();

        assertThat(test.ceremonies.ownPasskeys().of("ada")).containsExactly(laptop);
        assertIsToldAndRecorded(new PasskeyEvent.Removed(test.clock.instant(), "ada", phone.id()));
    }

    @Test
    void revokesNoneOfAnotherUser() {
        assertThat(accounts.revoke("grace", phone.id())).isFalse();
        assertThat(accounts.revoke("joe", phone.id())).isFalse();

        assertNothingHappened();
    }

    @Test
    void forgetsAllOfAUser() {
        assertThat(accounts.forget("ada")).isEqualTo(2);

        assertThat(test.store.passkeys()).extracting(Passkey::caller).containsExactly("grace");
        assertThat(test.events(PasskeyEvent.Removed.class))
                .extracting(PasskeyEvent.Removed::passkey)
                .containsExactlyInAnyOrder(phone.id(), laptop.id());
        assertThat(test.store.recorded()).containsAll(test.events);
    }

    @Test
    void forgetsNothingOfAUserWithoutPasskeys() {
        assertThat(accounts.forget("joe")).isZero();

        assertNothingHappened();
    }

    @Test
    void isToldNothingThatWasNotStored() {
        test.store.failNextCommit();

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> accounts.revoke("ada", phone.id()));

        assertNothingHappened();
    }

    private void assertIsToldAndRecorded(PasskeyEvent event) {
        assertThat(test.events).containsExactly(event);
        assertThat(test.store.recorded()).contains(event);
    }

    private void assertNothingHappened() {
        assertThat(test.store.passkeys()).hasSize(3);
        assertThat(test.events).isEmpty();
    }
}
