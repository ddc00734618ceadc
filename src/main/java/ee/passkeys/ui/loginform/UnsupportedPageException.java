// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

/** Exception for a page that cannot be changed, with the reason. */
final class UnsupportedPageException extends Exception {

    private static final long serialVersionUID = 1L;

    UnsupportedPageException(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
