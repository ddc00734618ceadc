// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.security.auth.callback.CallbackHandler;
import org.junit.jupiter.api.Test;

/** What needs no Payara; the rest is seen on one. */
class PayaraRealmTest {

    private final CallbackHandler otherServers = callbacks -> {
        throw new AssertionError("asked");
    };

    @Test
    void leavesOtherServersAlone() {
        assertThat(PayaraRealms.renew("bob", otherServers)).isTrue();
    }

    @Test
    void leavesAllAsItIsWhereThePartsAreOthers() {
        assertThat(PayaraRealms.renewBehind(otherServers, "bob")).isTrue();
    }

    @Test
    void seesWhatIsPrivateInAClassAndInThoseAboveIt() throws ReflectiveOperationException {
        PrivateAccess insides = PrivateAccess.of(new Below());

        assertThat(insides.text("name")).isEqualTo("above");
        assertThat(insides.call(String.class, "greet", "bob")).isEqualTo("hello bob");
        assertThat(insides.call("nothing")).isEmpty();
        assertThat(PrivateAccess.ofType(Below.class).call(String.class, "common"))
                .isEqualTo("all");
    }

    @Test
    void saysWhenAPartIsMissing() {
        PrivateAccess insides = PrivateAccess.of(new Below());

        assertThatThrownBy(() -> insides.text("age")).isInstanceOf(NoSuchFieldException.class);
        assertThatThrownBy(() -> insides.text("empty")).isInstanceOf(NoSuchFieldException.class);
        assertThatThrownBy(() -> insides.call("greet", 1)).isInstanceOf(NoSuchMethodException.class);
        assertThatThrownBy(() -> insides.call(String.class, "nothing")).isInstanceOf(NoSuchMethodException.class);
    }

    @Test
    void doesNotTakeAFailureForAMissingPart() {
        assertThatThrownBy(() -> PrivateAccess.of(new Below()).call("fail"))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("away");
    }

    @SuppressWarnings("unused") // by name
    private static class Above {

        private final String name = "above";
        private final String empty = null;

        private String greet(String who) {
            return "hello " + who;
        }
    }

    @SuppressWarnings("unused") // by name
    private static final class Below extends Above {

        private static String common() {
            return "all";
        }

        private void nothing() {}

        private void fail() throws Exception {
            throw new Exception("away");
        }
    }
}
