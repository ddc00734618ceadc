// SPDX-License-Identifier: Apache-2.0
/** Access tokens, refresh tokens and proofs of possession, for native apps and programs. */
@NullMarked
package ee.passkeys.token;

import org.jspecify.annotations.NullMarked;
