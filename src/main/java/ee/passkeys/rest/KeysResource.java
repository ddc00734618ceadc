// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.token.Tokens;
import ee.passkeys.value.OwnPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** Endpoint for the public keys of access tokens: {@code /jwks.json}. */
@Path(OwnPaths.ENDPOINTS + "/jwks.json")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {

    @Inject
    CallerContext caller;

    @Inject
    Tokens tokens;

    @Context
    HttpServletRequest request;

    /** Made by the container. */
    public KeysResource() {}

    /**
     * Returns the keys.
     *
     * @return a JSON document, as in RFC 7517
     */
    @GET
    public String keys() {
        caller.checkGate(request);
        if (!tokens.areOn()) {
            throw new NotFoundException();
        }
        return tokens.publicKeys();
    }
}
