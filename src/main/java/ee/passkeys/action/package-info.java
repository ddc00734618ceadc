// SPDX-License-Identifier: Apache-2.0
/** Actions that a signed-in user must complete before a request goes on: enrollment and step-up. */
@NullMarked
package ee.passkeys.action;

import org.jspecify.annotations.NullMarked;
