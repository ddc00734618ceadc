// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.util.Set;
import javax.security.auth.Subject;
import org.glassfish.epicyro.config.helper.Caller;
import org.glassfish.security.common.Group;
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

    @Test
    void takesFromACallerTheGroupsThatTheContainerAdded() {
        Group user = new Group("user");
        Principal ann = () -> "boss";
        Subject subject = new Subject(false, Set.of(user, new Group("boss"), ann), Set.of(), Set.of());

        assertThat(new DefaultRealm().keepTo(subject, Set.of("user", "clerk"))).isTrue();

        assertThat(subject.getPrincipals()).containsExactlyInAnyOrder(user, ann);
    }

    @Test
    void cannotTakeGroupsThatTheContainerAddsLater() {
        Subject subject = new Subject(false, Set.of(new Caller()), Set.of(), Set.of());

        assertThat(new DefaultRealm().keepTo(subject, Set.of("user"))).isFalse();
    }

    /** What Payara has under another name. */
    public static final class Realms {

        private Realms() {}

        public static boolean isValidRealm(String name) {
            return name.equals("file");
        }
    }
}
