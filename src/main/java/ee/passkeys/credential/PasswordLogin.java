// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import java.time.Instant;
import java.util.Set;

/**
 * Password sign-in, or another sign-in of the application's own, with the groups that it gave.
 *
 * @param caller the name in the container
 * @param groups all groups, possibly none; each of 1 to 1020 bytes in UTF-8, as the caller's name
 * @param at when they were first seen
 */
public record PasswordLogin(String caller, Set<String> groups, Instant at) {}
