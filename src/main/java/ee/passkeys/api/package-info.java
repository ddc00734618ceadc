// SPDX-License-Identifier: Apache-2.0
/** What applications may implement, observe and call. Everything else is internal. */
@NullMarked
package ee.passkeys.api;

import org.jspecify.annotations.NullMarked;
