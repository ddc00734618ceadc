// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.api.NewAccounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A name for a new account")
class UnclaimedNamesTest {

    private final List<String> made = new ArrayList<>(List.of("grace"));

    @Test
    void isFreeWhereNobodyHasIt() {
        assertThat(names(Optional.of(false), false).isFree("ada")).isTrue();
        assertThat(names(Optional.of(false), false).isFree("grace")).isFalse();
    }

    @Test
    void isNotFreeWhereTheRealmOfTheServerHasIt() {
        assertThat(names(Optional.of(true), false).isFree("ada")).isFalse();
        assertThat(names(Optional.of(true), true).isFree("ada")).isFalse();
    }

    @Test
    void isNotFreeWhereAStoreGivesItGroups() {
        assertThat(names(Optional.of(false), false).isFree("boss")).isFalse();
    }

    @Test
    void isFreeWhereTheRealmCannotBeAskedOnlyIfTheOperatorSaysSo() {
        assertThat(names(Optional.empty(), false).isFree("ada")).isFalse();
        assertThat(names(Optional.empty(), true).isFree("ada")).isTrue();
    }

    @Test
    void isGivenAndTakenBackByTheApplication() {
        NewAccounts names = names(Optional.of(false), false);

        names.create("ada", "Ada");
        assertThat(made).contains("ada");
        names.withdraw("ada");
        assertThat(made).doesNotContain("ada");
        assertThat(names.hasOtherWayIn("ada")).isTrue();
    }

    private NewAccounts names(Optional<Boolean> known, boolean withoutRealm) {
        NewAccounts application = new NewAccounts() {
            @Override
            public boolean isFree(String name) {
                return !made.contains(name);
            }

            @Override
            public void create(String name, String displayName) {
                made.add(name);
            }

            @Override
            public void withdraw(String name) {
                made.remove(name);
            }

            @Override
            public boolean hasOtherWayIn(String caller) {
                return true;
            }
        };
        return new UnclaimedNames(application, "boss"::equals, name -> known, withoutRealm);
    }
}
