// SPDX-License-Identifier: Apache-2.0
/** What the deployment descriptors of the application say, read once at start. */
@NullMarked
package ee.passkeys.descriptor;

import org.jspecify.annotations.NullMarked;
