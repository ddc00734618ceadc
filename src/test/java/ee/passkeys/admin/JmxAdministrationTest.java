// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

import static ee.passkeys.testkit.TestPasskeys.USERS;
import static ee.passkeys.testkit.TestPasskeys.passkey;
import static ee.passkeys.testkit.TestPasskeys.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.config.RuntimeSettings;
import ee.passkeys.config.Settings.AdminSettings;
import ee.passkeys.credential.Journal;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyUser;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions;
import ee.passkeys.credential.jpa.TestStores;
import ee.passkeys.credential.sql.RowSeals;
import ee.passkeys.metrics.Jmx;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.MutableClock;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass
@ArgumentsSource(TestStores.class)
@DisplayName("JMX, where the settings let it do what administrators do,")
class JmxAdministrationTest {

    private final MutableClock clock = new MutableClock();
    private final List<PasskeyEvent> events = new ArrayList<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final JpaPasskeyTransactions store;
    private final Administration administration;
    private final Codes codes;
    private final RuntimeChanges changes;
    private final Jmx jmx;

    JmxAdministrationTest(TestStores.Opener stores) {
        this.store = stores.open(Journal.NONE, clock);
        AdminDatabase database = new ServerDatabase(store);
        this.administration = new Administration(database, USERS, events::add, clock, RowSeals.NONE, Optional::empty);
        this.codes = new Codes(database, USERS, name -> true, events::add, new SecureRandom(), clock);
        this.changes =
                new RuntimeChanges(database, USERS, RuntimeSettings::checkValue, known -> {}, events::add, clock);
        this.jmx = Jmx.of(
                "Administration",
                "/jmx",
                AdministrationMXBean.class,
                new JmxAdministration(
                        administration,
                        codes,
                        changes,
                        new AdminSettings(Optional.empty(), Duration.ofHours(1), 2, false, true),
                        executor));
    }

    @AfterEach
    void close() {
        jmx.close();
        executor.shutdownNow();
        store.close();
    }

    @Test
    void actsOnUsersAndPasskeys() throws Exception {
        Passkey one = add("ada");
        Passkey two = add("bob");

        assertThat(call("disable", "ada")).isEqualTo(1);
        assertThat(kept("ada").get(0).disabled()).isTrue();
        assertThat(call("enable", "ada")).isEqualTo(1);
        call("disablePasskey", one.id().base64Url());
        assertThat(kept("ada").get(0).disabled()).isTrue();
        call("enablePasskey", one.id().base64Url());
        assertThat(kept("ada").get(0).disabled()).isFalse();
        call("rename", "ada", "lovelace");
        assertThat(call("askAgain", "lovelace")).isEqualTo(false);
        assertThat(call("revokeAll", "lovelace")).isEqualTo(1);
        call("revokePasskey", two.id().base64Url());
        assertThat(kept("bob")).isEmpty();
        assertThat(call("forget", "bob")).isEqualTo(0);

        assertThat(events)
                .filteredOn(PasskeyEvent.Administered.class::isInstance)
                .hasSize(9)
                .allSatisfy(event -> assertThat(((PasskeyEvent.Administered) event).operator())
                        .isEqualTo("JMX"));
    }

    @Test
    void isOneOfTwoAdministratorsWhoAgree() throws Exception {
        assertThat((String) call("issueCode", "ada")).matches("[0-9A-Z-]{26,}");
        assertThat(codes.enrollment("ada").orElseThrow().approvals()).isEqualTo(1);
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> codes.approve("JMX", "ada"));
        assertThat(AdministrationMXBean.class.getMethods())
                .extracting("name", String.class)
                .noneMatch(name -> name.startsWith("approve"));
        call("withdrawCode", "ada");
        assertThat(codes.enrollment("ada")).isEmpty();
    }

    @Test
    void changesSettingsThatCanBeChangedAtRunTime() throws Exception {
        call("changeSetting", "passkeys.rollout", "off");
        assertThat(changes.all())
                .extracting("key", "value", "by")
                .containsExactly(tuple("passkeys.rollout", "off", "JMX"));
        call("resetSetting", "passkeys.rollout");
        assertThat(changes.all()).isEmpty();
        assertRefused("malformed-request: ", "changeSetting", "passkeys.rp.id", "evil.example");
    }

    @Test
    void refusesWithExceptionsThatEveryConsoleCanRead() {
        assertRefused("no-such-user: nothing is kept of eve", "disable", "eve");
        assertRefused("", "revokePasskey", "no id!");
    }

    private void assertRefused(String message, String operation, String... given) {
        assertThatExceptionOfType(RuntimeMBeanException.class)
                .isThrownBy(() -> call(operation, given))
                .satisfies(e -> assertThat(e.getTargetException())
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith(message)
                        .hasNoCause());
    }

    private static Object call(String operation, String... given) throws JMException {
        String[] types = new String[given.length];
        Arrays.fill(types, String.class.getName());
        return ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("ee.passkeys:type=Administration,application=\"/jmx\""),
                        operation,
                        given,
                        types);
    }

    private List<Passkey> kept(String name) {
        return store.<List<Passkey>, RuntimeException>transact(stored -> stored.of(name));
    }

    private Passkey add(String name) {
        PasskeyUser user = user(name);
        Passkey passkey = passkey(user);
        store.<Boolean, RuntimeException>transact(stored -> {
            stored.addUser(user);
            stored.add(passkey);
            return true;
        });
        return passkey;
    }
}
