// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** Says who calls. */
@Path("{open : secret|open}/who")
@RequestScoped
public class JwtResource {

    @GET
    public String who(@Context SecurityContext security) {
        String name = security.getUserPrincipal() == null
                ? "null"
                : security.getUserPrincipal().getName();
        return name + " " + security.isUserInRole("user");
    }
}
