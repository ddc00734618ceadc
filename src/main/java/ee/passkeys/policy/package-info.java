// SPDX-License-Identifier: Apache-2.0
/** Whom passkeys are for: decides from settings, groups, passkeys and what was asked before. */
@NullMarked
package ee.passkeys.policy;

import org.jspecify.annotations.NullMarked;
