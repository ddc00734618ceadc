// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.token.Tokens;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.OwnPaths;
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
@OneInstance
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {

    @Inject
    CallerContext caller;

    @Inject
    Tokens tokens;

    /** Made by the container, once. The request comes with each call. */
    public KeysResource() {}

    /**
     * Returns the keys.
     *
     * @param request the request
     * @return a JSON document, as in RFC 7517
     */
    @GET
    public String keys(@Context HttpServletRequest request) {
        caller.checkGate(request);
        if (!tokens.areOn()) {
            throw new NotFoundException();
        }
        return tokens.publicKeys();
    }
}
