// SPDX-License-Identifier: Apache-2.0
/** What browsers and phones look for at the root of a host, to learn which origins and apps belong together. */
@NullMarked
package ee.passkeys.wellknown;

import org.jspecify.annotations.NullMarked;
