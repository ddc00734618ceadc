// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * What the application's identity stores say of a caller who brings no password.
 *
 * @param groups all that they give
 * @param certain whether a password would give the same; false where it is not known which store would find it right, or what the application's
 *     own handler makes of the answers
 * @param principal the caller as the handler knows one; empty where only the name is known
 */
public record WithoutPassword(Set<String> groups, boolean certain, Optional<Principal> principal) {}
