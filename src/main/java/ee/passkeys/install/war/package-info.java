// SPDX-License-Identifier: Apache-2.0
/** What is in a WAR. */
@NullMarked
package ee.passkeys.install.war;

import org.jspecify.annotations.NullMarked;
