// SPDX-License-Identifier: Apache-2.0
/** Mail to users about changes of their passkeys: an outbox in the database, and its delivery by a mail session of the server. */
@NullMarked
package ee.passkeys.mail;

import org.jspecify.annotations.NullMarked;
