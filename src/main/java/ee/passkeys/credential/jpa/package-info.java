// SPDX-License-Identifier: Apache-2.0
/** Passkeys in a database by Jakarta Persistence, with EclipseLink or Hibernate, in transactions of the server. */
@NullMarked
package ee.passkeys.credential.jpa;

import org.jspecify.annotations.NullMarked;
