// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** Tells programs who the caller is, as a JAX-RS resource and the EJB behind it see it. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WhoResource {

    @Context
    SecurityContext security;

    @Inject
    Desk desk;

    @GET
    @Path("whoami")
    @RolesAllowed(Accounts.USER)
    public String who() {
        return Who.of(security.getUserPrincipal(), security::isUserInRole).json();
    }

    @GET
    @Path("admin")
    @RolesAllowed(Accounts.ADMIN)
    public String administrator() {
        return who();
    }

    @GET
    @Path("desk/whoami")
    public String desk() {
        return desk.who().json();
    }

    @GET
    @Path("desk/admin")
    public String administratorAtDesk() {
        return desk.administrator().json();
    }
}
