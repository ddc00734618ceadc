// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import java.util.Set;

/** An account as its pages show it: what it is called, what it may do, and whether it may sign in. */
record Account(String name, String displayName, Set<String> roles, boolean active) {}
