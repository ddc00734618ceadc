// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made when it is first asked for, and then kept.
 *
 * @param <T> type of the value
 */
public final class Lazy<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private volatile @Nullable T made;

    /**
     * Makes nothing yet.
     *
     * @param maker makes the value; where it fails, it is asked again the next time
     */
    public Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    /** The value, which is the same for everybody. */
    @Override
    public T get() {
        T value = made;
        return value == null ? make() : value;
    }

    private synchronized T make() {
        T value = made;
        if (value == null) {
            value = maker.get();
            made = value;
        }
        return value;
    }
}
