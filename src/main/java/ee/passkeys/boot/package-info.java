// SPDX-License-Identifier: Apache-2.0
/** Wiring: makes the parts and registers them with the container. */
@NullMarked
package ee.passkeys.boot;

import org.jspecify.annotations.NullMarked;
