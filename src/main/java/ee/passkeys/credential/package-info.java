// SPDX-License-Identifier: Apache-2.0
/** The store of users and their passkeys: JPA entities behind plain interfaces, in transactions of our own, on a schema that Liquibase owns. */
@NullMarked
package ee.passkeys.credential;

import org.jspecify.annotations.NullMarked;
