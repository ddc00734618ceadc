// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.graft;

/** Exception for a page that cannot be changed, with the reason. */
final class UnfitPageException extends Exception {

    private static final long serialVersionUID = 1L;

    UnfitPageException(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
