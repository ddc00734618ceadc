// SPDX-License-Identifier: Apache-2.0
/** WebAuthn: options and verification of the two ceremonies. The only room that knows the library that verifies. */
@NullMarked
package ee.passkeys.ceremony;

import org.jspecify.annotations.NullMarked;
