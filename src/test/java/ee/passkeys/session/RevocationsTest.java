// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.session;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.value.Groups;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A revocation")
class RevocationsTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final Revocations revocations = new Revocations();

    @Test
    void endsSessionsThatBeganBeforeItWithThatPasskey() {
        assertThat(revocations.isEmpty()).isTrue();
        revocations.note(Map.of("phone", NOON));

        assertThat(revocations.isEmpty()).isFalse();
        assertThat(revocations.end(login("phone", NOON.minusMillis(1)))).isTrue();
        assertThat(revocations.end(login("phone", NOON))).isTrue();
        assertThat(revocations.end(login("phone", NOON.plusMillis(1)))).isFalse();
        assertThat(revocations.end(login("phone", null))).isTrue();
        assertThat(revocations.end(login("laptop", NOON.minusMillis(1)))).isFalse();
        assertThat(revocations.end(login(null, NOON.minusMillis(1)))).isFalse();
    }

    @Test
    void isTheLastOneWhateverComesAfterIt() {
        revocations.note(Map.of("phone", NOON));
        revocations.note(Map.of("phone", NOON.minusSeconds(9)));
        assertThat(revocations.end(login("phone", NOON))).isTrue();
    }

    @Test
    void isForgottenWhenNoSessionCanBeLeft() {
        revocations.note(Map.of("phone", NOON));
        revocations.forget(NOON);
        assertThat(revocations.isEmpty()).isFalse();
        revocations.forget(NOON.plus(Duration.ofMillis(1)));
        assertThat(revocations.isEmpty()).isTrue();
    }

    private static LoginRecord login(@Nullable String passkey, @Nullable Instant at) {
        return new LoginRecord("ada", Groups.BY_NAME, LoginRecord.PASSKEY, at, null).with(passkey);
    }
}
