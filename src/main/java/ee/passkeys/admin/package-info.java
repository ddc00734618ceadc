// SPDX-License-Identifier: Apache-2.0
/**
 * What operators may do: find users, help them and take passkeys away. Every face does it by {@link ee.passkeys.admin.Administration}, and
 * needs no server for it.
 */
@NullMarked
package ee.passkeys.admin;

import org.jspecify.annotations.NullMarked;
