// SPDX-License-Identifier: Apache-2.0
/** JAX-RS: JSON in, JSON out, problems. */
@NullMarked
package ee.passkeys.rest;

import org.jspecify.annotations.NullMarked;
