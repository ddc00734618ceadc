// SPDX-License-Identifier: Apache-2.0
/** Requests that were sent before a sign-in and are resumed after it, and the addresses to return to. */
@NullMarked
package ee.passkeys.savedrequest;

import org.jspecify.annotations.NullMarked;
