// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.ceremony.TestCeremonies.ORIGIN;
import static ee.passkeys.problem.ProblemCode.AUTHENTICATION_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.value.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a login asks beside the authenticator is asked again, without the user, for a passkey that was used before. */
@DisplayName("The renewal of a login")
class RenewalTest {

    private static final Optional<Origin> APP = Optional.of(new Origin(ORIGIN));

    private final TestCeremonies test = new TestCeremonies();
    private Passkey passkey;
    private Instant used;

    @BeforeEach
    void adaHasUsedHerPasskey() throws ProblemException {
        test.account = Optional.of("1");
        passkey = test.register("ada", new SoftAuthenticator());
        test.clock.advance(Duration.ofMinutes(1));
        used = test.clock.instant();
        test.clock.advance(Duration.ofMinutes(1));
        test.events.clear();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsOfTheEarlierUse(boolean verified) throws ProblemException {
        VerifiedAssertion proof = test.authentication().renew(passkey, verified, used, APP);

        assertThat(proof.caller()).isEqualTo("ada");
        assertThat(proof.passkey()).isEqualTo(passkey.id());
        assertThat(proof.userVerified()).isEqualTo(verified);
        assertThat(proof.at()).isEqualTo(used);
        assertThat(proof.origin()).isEqualTo(APP);
        assertThat(proof.renewed()).isTrue();
        assertThat(test.events).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"refuse-more, true", "off, false"})
    void tellsWhatTheLastPasswordGaveWhereThatIsWanted(String parity, boolean wanted) throws ProblemException {
        PasswordLogin login = new PasswordLogin("ada", Set.of("user"), used);
        test.store.transact(stored -> {
            stored.keep(login);
            return true;
        });

        assertThat(test.with(Map.of("passkeys.groups.parity", parity))
                        .authentication()
                        .renew(passkey, true, used, APP)
                        .lastPassword())
                .isEqualTo(wanted ? Optional.of(login) : Optional.empty());
    }

    @Test
    void needsAnActiveAccount() {
        test.inactive.add("ada");

        assertRefused();
    }

    @Test
    void needsAPasskeyThatWasEnabledWhenItWasRead() {
        test.store.disable(passkey.id());
        passkey = test.store.passkeys().get(0);

        assertRefused();
    }

    @Test
    void needsAPasskeyThatIsEnabledStill() {
        test.store.disable(passkey.id());

        assertRefused();
    }

    @Test
    void needsAPasskeyThatIsThereStill() {
        test.store.remove(passkey.id());

        assertRefused();
    }

    @Test
    void needsAPasskeyThatIsOlderThanItsUse() throws ProblemException {
        test.authentication().renew(passkey, true, passkey.createdAt(), APP);
        used = passkey.createdAt().minusMillis(1);

        assertRefused();
    }

    @Test
    void needsAnRpIdOfTheApplication() {
        Map<String, String> moved = Map.of("passkeys.rp.id", "example.net", "passkeys.origins", "https://example.net");

        TestCeremonies.assertRefused(
                AUTHENTICATION_FAILED, () -> test.with(moved).authentication().renew(passkey, true, used, APP));
    }

    @Test
    void endsOnceTheNameIsAnotherAccounts() {
        test.account = Optional.of("2");

        assertRefused();

        assertThat(test.events(PasskeyEvent.Disabled.class))
                .containsExactly(new PasskeyEvent.Disabled(
                        test.clock.instant(), "ada", 1, PasskeyEvent.Disabled.Reason.ANOTHER_ACCOUNT));
    }

    @Test
    void endsOnceNoAccountHasTheNameWhereEachHasAnId() throws ProblemException {
        TestCeremonies strict = test.with(Map.of("passkeys.account-id.query", "SELECT id FROM account WHERE name = ?"));
        strict.account = Optional.of("1");
        strict.authentication().renew(passkey, true, used, APP);
        strict.account = Optional.empty();

        TestCeremonies.assertRefused(
                AUTHENTICATION_FAILED, () -> strict.authentication().renew(passkey, true, used, APP));
    }

    @Test
    void keepsWhoseAPasskeyIs() throws ProblemException {
        test.account = Optional.empty();
        Passkey unbound = test.register("bea", new SoftAuthenticator());
        test.account = Optional.of("7");

        test.authentication().renew(unbound, true, test.clock.instant(), APP);

        assertThat(test.store.<Boolean, RuntimeException>transact(stored -> stored.isBound(unbound.id())))
                .isTrue();
    }

    private void assertRefused() {
        TestCeremonies.assertRefused(
                AUTHENTICATION_FAILED, () -> test.authentication().renew(passkey, true, used, APP));
        assertThat(test.events(PasskeyEvent.Refused.class))
                .extracting(PasskeyEvent.Refused::kind)
                .containsExactly("token");
    }
}
