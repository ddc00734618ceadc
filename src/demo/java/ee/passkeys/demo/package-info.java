// SPDX-License-Identifier: Apache-2.0
/** A small application that has passwords, roles, JAX-RS and an EJB, and passkeys by the jar in its {@code WEB-INF/lib}. */
@NullMarked
package ee.passkeys.demo;

import org.jspecify.annotations.NullMarked;
