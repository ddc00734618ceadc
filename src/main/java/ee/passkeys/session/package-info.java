// SPDX-License-Identifier: Apache-2.0
/** What a session remembers of its user: how and when the user signed in, and under which session ID. */
@NullMarked
package ee.passkeys.session;

import org.jspecify.annotations.NullMarked;
