// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.config.Settings.SealSettings;
import ee.passkeys.config.Settings.StorageSettings;
import ee.passkeys.config.UserVerification;
import ee.passkeys.credential.PasskeyRepository;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.UserBase;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SingleUseTest {

    private static final UserBase USERS = UserBase.ofApplication("/shop");

    private final List<String> marks = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    private final SingleUse ledger = new SingleUse(
            new OnlyMarks(),
            new CeremonyToken(
                    new Secrets(
                            new StorageSettings(
                                    "none",
                                    SchemaMode.OFF,
                                    USERS,
                                    Optional.empty(),
                                    Optional.empty(),
                                    SealSettings.NONE),
                            new OnlyMarks(),
                            new SecureRandom(),
                            Clock.systemUTC()),
                    "example.org",
                    USERS,
                    Duration.ofMinutes(5),
                    Clock.systemUTC()),
            Clock.systemUTC());

    private final Ceremony ceremony = new Ceremony(
            "id-1",
            Ceremony.Kind.LOGIN,
            "Y2hhbGxlbmdl",
            Instant.now(),
            RelyingPartySettings.LOCALHOST,
            USERS,
            null,
            null,
            null,
            null,
            UserVerification.REQUIRED,
            false,
            "cookie");

    /** A persistence provider logs an error where two write the same mark. */
    @Test
    void writesOneMarkWhereTwoAnswersAreSentAtOnce() throws ProblemException {
        String first = ledger.spend(ceremony, () -> passkeys -> {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> ledger.spend(ceremony, () -> others -> "second"))
                    .extracting(ProblemException::failure)
                    .isEqualTo(ProblemCode.CEREMONY_SPENT);
            return "first";
        });

        assertThat(first).isEqualTo("first");
        assertThat(marks).containsExactly("id-1");
    }

    @Test
    void remembersNothingOfACeremonyWhoseMarkIsWritten() throws ProblemException {
        ledger.spend(ceremony, () -> passkeys -> "first");
        ledger.spend(ceremony, () -> passkeys -> "the store decides");

        assertThat(marks).containsExactly("id-1", "id-1");
    }

    @Test
    void takesAValueOfAnotherKindFromOneOfTwoWhoBringItAtOnce() {
        Instant later = Instant.now().plusSeconds(60);
        List<Boolean> second = new ArrayList<>();
        meanwhile = () -> second.add(ledger.isFirst("proof:1", later));

        assertThat(ledger.isFirst("proof:1", later)).isTrue();

        assertThat(second).containsExactly(false);
        assertThat(marks).hasSize(1);
    }

    private final class OnlyMarks implements PasskeyTransactions {

        @Override
        public <T, X extends Exception> T transact(Work<T, X> work) throws X {
            return work.run((PasskeyRepository) Proxy.newProxyInstance(
                    PasskeyRepository.class.getClassLoader(),
                    new Class<?>[] {PasskeyRepository.class},
                    (proxy, method, arguments) -> {
                        marks.add(String.valueOf(arguments[0]));
                        meanwhile.run();
                        return null;
                    }));
        }

        @Override
        public void beside(Runnable work) {
            // no sweep
        }
    }
}
