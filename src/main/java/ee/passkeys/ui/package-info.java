// SPDX-License-Identifier: Apache-2.0
/** The pages and the browser's part: static files served with a strict content security policy, and the names and icons of passkey providers. */
@NullMarked
package ee.passkeys.ui;

import org.jspecify.annotations.NullMarked;
