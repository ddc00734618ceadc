// SPDX-License-Identifier: Apache-2.0
/** Jakarta Security: the authentication mechanism through which a verified passkey becomes the caller of the container. */
@NullMarked
package ee.passkeys.mechanism;

import org.jspecify.annotations.NullMarked;
