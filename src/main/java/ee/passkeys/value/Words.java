// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import java.util.Locale;

/** Names of constants as settings, log lines and JSON have them: {@code NO_SUCH_PASSKEY} is {@code no-such-passkey}. */
public final class Words {

    private Words() {}

    /**
     * Returns the word for a constant.
     *
     * @param constant the constant
     * @return its name in small letters, with hyphens
     */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
