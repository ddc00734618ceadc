// SPDX-License-Identifier: Apache-2.0
/** The words of the trade as types: small, immutable, and checked when they are made. */
@NullMarked
package ee.passkeys.value;

import org.jspecify.annotations.NullMarked;
