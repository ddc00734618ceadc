// SPDX-License-Identifier: Apache-2.0
/** The settings: every key under {@code passkeys.} in one place, read once into records, all mistakes reported together. */
@NullMarked
package ee.passkeys.config;

import org.jspecify.annotations.NullMarked;
