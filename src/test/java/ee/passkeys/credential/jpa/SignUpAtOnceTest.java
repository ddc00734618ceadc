// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.api.NewAccounts;
import ee.passkeys.ceremony.Client;
import ee.passkeys.ceremony.PasskeyCeremonies;
import ee.passkeys.ceremony.StartedCeremony;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings.SchemaMode;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions.Parts;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.testkit.TestPasskeys;
import ee.passkeys.value.Origin;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Of two sign-ups of one name at once")
class SignUpAtOnceTest {

    private static final String ORIGIN = "https://example.org";
    private static final Client BROWSER = new Client(Optional.of(new Origin(ORIGIN)), "cookie-of-this-browser");

    private final ProviderLog log = new ProviderLog();
    private Runnable meanwhile = () -> {};

    @AfterEach
    void stopListening() {
        log.close();
    }

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void theSecondIsRefusedWithoutALineInTheLogOnTheSameNodeAndOnAnother(ProviderKind provider)
            throws ProblemException {
        try (JpaPasskeyTransactions store = new JpaPasskeyTransactions(
                () -> new Parts(TestDatabases.H2.create(), provider, new LocalTransactions(), TestPasskeys.USERS),
                SchemaMode.MIGRATE,
                Clock.systemUTC())) {
            store.open();
            PasskeyCeremonies node = ceremonies(store);
            PasskeyCeremonies otherNode = ceremonies(store);
            Answer first = answer(node);
            Answer second = answer(node);
            Answer third = answer(otherNode);
            List<ProblemCode> refusals = new ArrayList<>();
            meanwhile = () -> {
                refusals.add(refusal(node, second));
                refusals.add(refusal(otherNode, third));
            };

            finish(node, first);

            assertThat(refusals).containsExactly(ProblemCode.CEREMONY_SPENT, ProblemCode.CEREMONY_SPENT);
            assertThat(log.lines()).isEmpty();
        }
    }

    private record Answer(String ceremony, ObjectNode credential) {}

    private static Answer answer(PasskeyCeremonies node) throws ProblemException {
        StartedCeremony begun = node.registration().beginAccount(BROWSER, "Ada", Optional.empty(), List.of());
        return new Answer(begun.ceremony(), new SoftAuthenticator().create(begun.publicKey(), ORIGIN));
    }

    private static void finish(PasskeyCeremonies node, Answer answer) throws ProblemException {
        node.registration().finish(BROWSER, Optional.empty(), answer.ceremony(), answer.credential(), Optional.empty());
    }

    private static ProblemCode refusal(PasskeyCeremonies node, Answer answer) {
        List<ProblemCode> codes = new ArrayList<>();
        assertThatThrownBy(() -> finish(node, answer))
                .isInstanceOfSatisfying(ProblemException.class, refused -> codes.add(refused.failure()));
        return codes.get(0);
    }

    private PasskeyCeremonies ceremonies(JpaPasskeyTransactions store) {
        NewAccounts accounts = new NewAccounts() {
            @Override
            public boolean isFree(String name) {
                return true;
            }

            @Override
            public void create(String name, String displayName) {
                Runnable now = meanwhile;
                meanwhile = () -> {};
                now.run();
            }

            @Override
            public void withdraw(String name) {}
        };
        return PasskeyCeremonies.of(
                SettingsReader.read(SettingSource.of(Map.of(
                        "passkeys.rp.id", "example.org", "passkeys.origins", ORIGIN, "passkeys.registration", "open"))),
                store,
                new PasskeyCeremonies.Host(
                        caller -> true,
                        Optional.of(accounts),
                        aaguid -> "Passkey",
                        event -> {},
                        new SecureRandom(),
                        Clock.systemUTC()));
    }
}
