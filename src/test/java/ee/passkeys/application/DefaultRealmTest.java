// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The realm of a container that asks it by itself")
class DefaultRealmTest {

    @Test
    void lacksWhatTheServerDoesNotKnow() {
        ContainerRealm realm = new DefaultRealm(Realms.class.getName());

        assertThat(realm.lacks("Shop")).isTrue();
        assertThat(realm.lacks("file")).isFalse();
    }

    @Test
    void lacksNothingWhereTheServerDoesNotTell() {
        assertThat(new DefaultRealm().lacks("Shop")).isFalse();
        assertThat(new DefaultRealm(String.class.getName()).lacks("Shop")).isFalse();
    }

    /** What Payara has under another name. */
    public static final class Realms {

        private Realms() {}

        public static boolean isValidRealm(String name) {
            return name.equals("file");
        }
    }
}
