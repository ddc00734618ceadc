// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import java.util.Optional;

/**
 * Name of the password manager or device that stores a passkey, for users to recognize it. It proves nothing: an authenticator may claim
 * any AAGUID.
 *
 * @param aaguid the authenticator's model, a UUID in lower case
 * @param name what people know it by, such as `1Password`
 * @param icon an image as `data:` URI, or empty
 */
public record Provider(String aaguid, String name, Optional<String> icon) {}
