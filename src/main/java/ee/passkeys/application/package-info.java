// SPDX-License-Identifier: Apache-2.0
/** The application's side: who is signed in by password, which groups a caller has, and whether the account is active. */
@NullMarked
package ee.passkeys.application;

import org.jspecify.annotations.NullMarked;
