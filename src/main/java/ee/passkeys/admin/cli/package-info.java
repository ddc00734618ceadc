// SPDX-License-Identifier: Apache-2.0
/** The administration on the command line, straight on the database, for the day that no server runs. */
@NullMarked
package ee.passkeys.admin.cli;

import org.jspecify.annotations.NullMarked;
