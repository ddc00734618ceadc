// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.tag;

/** Tag of JSP for {@code <passkey-create>}: the creation of a passkey. */
public final class PasskeyCreateTag extends ElementTag {

    /** One for each use, made by the page. */
    public PasskeyCreateTag() {
        super("passkey-create");
    }
}
