// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import java.util.Optional;

/**
 * Names the password manager or device that keeps a passkey, for people to recognize it. It proves nothing: an authenticator may
 * claim any AAGUID.
 *
 * @param aaguid the authenticator's model, a UUID in lower case
 * @param name what people know it by, such as `1Password`
 * @param icon an image as `data:` URI, or empty
 */
public record Provider(String aaguid, String name, Optional<String> icon) {}
