// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import java.time.Instant;
import java.util.Optional;

/**
 * User in a list.
 *
 * @param name the name in the container
 * @param cursor where the next page begins, after this user
 * @param passkeys how many, the disabled ones too
 * @param disabled how many of them are disabled
 * @param lastUsedAt when one of them was last used
 */
public record ListedUser(String name, String cursor, int passkeys, int disabled, Optional<Instant> lastUsedAt) {}
