// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.doctor.cure;

import java.util.Locale;

/** State of a finding. */
public enum State {
    /** As it should be. */
    FINE,
    /** It works; somebody may want to know, or to have it otherwise. */
    NOTE,
    /** Something does not work, or is not safe. */
    WRONG;

    /**
     * Returns the state in lower case.
     *
     * @return such as {@code wrong}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
