// SPDX-License-Identifier: Apache-2.0
/** The tables, brought up to date or checked by Liquibase. */
@NullMarked
package ee.passkeys.credential.schema;

import org.jspecify.annotations.NullMarked;
