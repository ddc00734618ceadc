// SPDX-License-Identifier: Apache-2.0
/** Jakarta Security: the mechanism and identity store through which a verified passkey becomes the container's caller. */
@NullMarked
package ee.passkeys.mechanism;

import org.jspecify.annotations.NullMarked;
