// SPDX-License-Identifier: Apache-2.0
/** The doctor: looks at the deployment from inside, at start and when an administrator asks, and says what is wrong and what cures it. */
@NullMarked
package ee.passkeys.doctor;

import org.jspecify.annotations.NullMarked;
