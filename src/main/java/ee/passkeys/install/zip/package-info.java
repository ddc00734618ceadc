// SPDX-License-Identifier: Apache-2.0
/** Archives, read and written without a change to the bytes of their entries. */
@NullMarked
package ee.passkeys.install.zip;

import org.jspecify.annotations.NullMarked;
