// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.tag;

/** Tag of JSP for {@code <passkey-list>}: the passkeys of the user. */
public final class PasskeyListTag extends ElementTag {

    /** One for each use, made by the page. */
    public PasskeyListTag() {
        super("passkey-list");
    }
}
