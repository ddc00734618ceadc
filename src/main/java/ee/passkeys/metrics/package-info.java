// SPDX-License-Identifier: Apache-2.0
/** Counts what happens, and shows the numbers to monitoring systems. */
@NullMarked
package ee.passkeys.metrics;

import org.jspecify.annotations.NullMarked;
