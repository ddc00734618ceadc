// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is remembered of a sign-in")
class LoginRecordTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration AGE = Duration.ofMinutes(10);

    @Test
    void isRecentUpToTheVeryMomentAtWhichItIsTooOld() {
        assertThat(login(NOW, null).provedWithin(AGE, NOW)).isTrue();
        assertThat(login(NOW.minus(AGE), null).provedWithin(AGE, NOW)).isTrue();
        assertThat(login(NOW.minus(AGE).minusMillis(1), null).provedWithin(AGE, NOW))
                .isFalse();
    }

    @Test
    void isRecentByALaterConfirmation() {
        assertThat(login(NOW.minus(AGE).minusMillis(1), NOW).provedWithin(AGE, NOW))
                .isTrue();
        assertThat(login(NOW, NOW.minus(AGE).minusMillis(1)).provedWithin(AGE, NOW))
                .isTrue();
    }

    @Test
    void isAFreshPasskeyUpToTheVeryMomentAtWhichItIsTooOld() {
        assertThat(login(NOW, NOW.minus(AGE)).passkeyVerifiedWithin(AGE, NOW)).isTrue();
        assertThat(login(NOW, NOW.minus(AGE).minusMillis(1)).passkeyVerifiedWithin(AGE, NOW))
                .isFalse();
    }

    @Test
    void isNoFreshPasskeyByAPassword() {
        assertThat(login(NOW, null).passkeyVerifiedWithin(AGE, NOW)).isFalse();
    }

    private static LoginRecord login(Instant at, @Nullable Instant verifiedAt) {
        return new LoginRecord("ada", null, LoginRecord.PASSWORD, at, verifiedAt);
    }
}
