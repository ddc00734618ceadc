// SPDX-License-Identifier: Apache-2.0
/**
 * The graft: the application's own login page gets autofill and a button for passkeys on its way to the browser, and every other byte
 * stays.
 */
@NullMarked
package ee.passkeys.ui.loginform;

import org.jspecify.annotations.NullMarked;
