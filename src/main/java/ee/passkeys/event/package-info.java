// SPDX-License-Identifier: Apache-2.0
/** What happened, as records, for the application and for the audit log. */
@NullMarked
package ee.passkeys.event;

import org.jspecify.annotations.NullMarked;
