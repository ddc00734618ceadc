// SPDX-License-Identifier: Apache-2.0
/** What a passkey gives: groups, parity with the password, the rollout level, and whether a password is still accepted. */
@NullMarked
package ee.passkeys.authorization;

import org.jspecify.annotations.NullMarked;
