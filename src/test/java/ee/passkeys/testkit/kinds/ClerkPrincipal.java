// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import jakarta.security.enterprise.CallerPrincipal;

/** What an application knows of its callers. */
public class ClerkPrincipal extends CallerPrincipal {

    private static final long serialVersionUID = 1L;

    /** Takes the name. */
    public ClerkPrincipal(String name) {
        super(name);
    }
}
