// SPDX-License-Identifier: Apache-2.0
/**
 * Statements on the tables, for what operators do: the same on the server, within a transaction of Jakarta Persistence, and on the command
 * line, on a plain connection.
 */
@NullMarked
package ee.passkeys.credential.sql;

import org.jspecify.annotations.NullMarked;
