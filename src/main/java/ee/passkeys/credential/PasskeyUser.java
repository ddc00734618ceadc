// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import ee.passkeys.value.UserHandle;
import java.time.Instant;

/**
 * User of the application who has, or is about to have, passkeys.
 *
 * @param caller the name in the container, unique
 * @param handle what authenticators know the user by, unique, never changed and never given to anybody else
 * @param createdAt when the handle was given
 */
public record PasskeyUser(String caller, UserHandle handle, Instant createdAt) {}
