// SPDX-License-Identifier: Apache-2.0
/** Writes every result of a ceremony to the log, with nothing in it that is secret. */
@NullMarked
package ee.passkeys.audit;

import org.jspecify.annotations.NullMarked;
