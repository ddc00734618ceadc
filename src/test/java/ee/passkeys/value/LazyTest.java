// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A value that is made when it is first asked for")
class LazyTest {

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void isMadeOnce() {
        Lazy<Integer> value = new Lazy<>(calls::incrementAndGet);

        assertThat(calls).hasValue(0);
        assertThat(value.get()).isEqualTo(1);
        assertThat(value.get()).isEqualTo(1);
    }

    @Test
    void isMadeAgainWhereItFailed() {
        Lazy<Integer> value = new Lazy<>(() -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
            }
            return calls.get();
        });

        assertThatIllegalStateException().isThrownBy(value::get);
        assertThat(value.get()).isEqualTo(2);
    }
}
