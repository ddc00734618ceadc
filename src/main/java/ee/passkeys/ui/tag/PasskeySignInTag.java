// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.tag;

/** Tag of JSP for {@code <passkey-sign-in>}: a sign-in. */
public final class PasskeySignInTag extends ElementTag {

    /** One for each use, made by the page. */
    public PasskeySignInTag() {
        super("passkey-sign-in");
    }
}
