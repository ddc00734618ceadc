// SPDX-License-Identifier: Apache-2.0
/** What applications implement, observe and inject. */
@NullMarked
package ee.passkeys.api;

import org.jspecify.annotations.NullMarked;
