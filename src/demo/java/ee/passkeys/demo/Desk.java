// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** An EJB that serves users only, and has one thing for administrators. */
@Stateless
@DeclareRoles({Accounts.USER, Accounts.ADMIN})
@RolesAllowed(Accounts.USER)
public class Desk {

    @Resource
    SessionContext context;

    /** Who asks. */
    public Who who() {
        return Who.of(context.getCallerPrincipal(), context::isCallerInRole);
    }

    /** Who asks, who must be an administrator. */
    @RolesAllowed(Accounts.ADMIN)
    public Who administrator() {
        return who();
    }
}
