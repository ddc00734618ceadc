// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import java.util.List;

/**
 * Result for a page.
 *
 * @param insertions what is put in, nothing where the page stays as it is
 * @param findings for the log
 */
record Outcome(List<Insertion> insertions, List<Finding> findings) {

    static final Outcome NOTHING = new Outcome(List.of(), List.of());

    static Outcome refused(String why) {
        return new Outcome(List.of(), List.of(Finding.refused(why)));
    }

    boolean changes() {
        return !insertions.isEmpty();
    }
}
