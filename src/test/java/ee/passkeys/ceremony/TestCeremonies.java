// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.api.AccountStatus;
import ee.passkeys.api.NewAccounts;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.credential.Passkey;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.MemoryPasskeyStore;
import ee.passkeys.testkit.MutableClock;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.value.Origin;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The ceremonies on a store in memory, with a browser and a host that do what a test wants. */
final class TestCeremonies {

    static final String ORIGIN = "https://example.org";
    static final Client BROWSER = new Client(Optional.of(new Origin(ORIGIN)), "cookie-of-this-browser");

    final MemoryPasskeyStore store;
    final MutableClock clock = new MutableClock();
    final List<PasskeyEvent> events = new ArrayList<>();
    final Set<String> inactive = new HashSet<>();
    Optional<String> account = Optional.empty();
    final Accounts accounts = new Accounts();
    final HostCeremonies hosts;
    final PasskeyCeremonies ceremonies;

    TestCeremonies() {
        this(Map.of());
    }

    TestCeremonies(Map<String, String> overrides) {
        this(overrides, true);
    }

    TestCeremonies(Map<String, String> overrides, boolean hostMakesAccounts) {
        this(overrides, hostMakesAccounts, new MemoryPasskeyStore());
    }

    private TestCeremonies(Map<String, String> overrides, boolean hostMakesAccounts, MemoryPasskeyStore store) {
        this.store = store;
        Map<String, String> values = new HashMap<>(
                Map.of("passkeys.rp.id", "example.org", "passkeys.origins", ORIGIN, "passkeys.registration", "open"));
        values.putAll(overrides);
        Settings settings = SettingsReader.read(SettingSource.of(values));
        hosts = HostCeremonies.of(
                settings,
                store,
                new PasskeyCeremonies.Host(
                        new AccountStatus() {
                            @Override
                            public boolean isActive(String caller) {
                                store.checkNoConnectionIsHeld();
                                return !inactive.contains(caller);
                            }

                            @Override
                            public Optional<String> accountId(String caller) {
                                store.checkNoConnectionIsHeld();
                                return account;
                            }
                        },
                        hostMakesAccounts ? Optional.of(accounts) : Optional.empty(),
                        aaguid -> "Passkey",
                        events::add,
                        new SecureRandom(),
                        clock));
        ceremonies = hosts.main();
    }

    /** The same passkeys under other settings, as after a new start. */
    TestCeremonies with(Map<String, String> overrides) {
        return new TestCeremonies(overrides, true, store);
    }

    /** A host that makes accounts. */
    final class Accounts implements NewAccounts {

        final Set<String> names = new HashSet<>(Set.of("grace"));
        final List<String> withdrawn = new ArrayList<>();
        RuntimeException failure;
        boolean otherWayIn;
        boolean withdrawalFails;
        Runnable meanwhile = () -> {};

        @Override
        public boolean isFree(String name) {
            store.checkNoConnectionIsHeld();
            return !names.contains(name);
        }

        @Override
        public void create(String name, String displayName) {
            store.checkNoConnectionIsHeld();
            if (failure != null) {
                throw failure;
            }
            Runnable others = meanwhile;
            meanwhile = () -> {};
            others.run();
            names.add(name);
        }

        @Override
        public void withdraw(String name) {
            store.checkNoConnectionIsHeld();
            if (withdrawalFails) {
                throw new IllegalStateException("the directory is away");
            }
            names.remove(name);
            withdrawn.add(name);
        }

        @Override
        public boolean hasOtherWayIn(String caller) {
            return otherWayIn;
        }
    }

    Registration registration() {
        return ceremonies.registration();
    }

    Authentication authentication() {
        return ceremonies.authentication();
    }

    StartedCeremony beginRegistration(String caller) throws ProblemException {
        return registration().begin(BROWSER, caller, false, List.of());
    }

    Registered finishRegistration(String caller, StartedCeremony begun, ObjectNode answer) throws ProblemException {
        return registration().finish(BROWSER, Optional.of(caller), begun.ceremony(), answer, Optional.empty());
    }

    /** Makes a passkey for a caller who is signed in. */
    Passkey register(String caller, SoftAuthenticator authenticator) throws ProblemException {
        StartedCeremony begun = beginRegistration(caller);
        return finishRegistration(caller, begun, authenticator.create(begun.publicKey(), ORIGIN))
                .passkey();
    }

    StartedCeremony beginLogin() throws ProblemException {
        return authentication().begin(BROWSER, false);
    }

    VerifiedAssertion finishLogin(StartedCeremony begun, ObjectNode answer) throws ProblemException {
        return authentication()
                .finish(BROWSER, Optional.empty(), begun.ceremony(), answer)
                .proof();
    }

    VerifiedAssertion signIn(SoftAuthenticator authenticator) throws ProblemException {
        StartedCeremony begun = beginLogin();
        return finishLogin(begun, authenticator.get(begun.publicKey(), ORIGIN));
    }

    static ProblemException assertRefused(ProblemCode failure, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(ProblemException.class);
        ProblemException refusal = (ProblemException) thrown;
        assertThat(refusal.failure()).as(refusal.getMessage()).isEqualTo(failure);
        return refusal;
    }

    <E extends PasskeyEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
