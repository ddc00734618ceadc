// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

/**
 * What an operator should know of a page.
 *
 * @param refused whether something was left out, or only done
 * @param text a sentence that is the same each time the page is shown
 */
record Finding(boolean refused, String text) {

    static Finding done(String text) {
        return new Finding(false, text);
    }

    static Finding refused(String text) {
        return new Finding(true, text);
    }
}
