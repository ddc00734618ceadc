// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.admin.Codes;
import ee.passkeys.config.Settings;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.OwnPaths;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Endpoints for users who have no other way in: {@code /recovery}. A code leads to a passkey, and to nothing else. */
@Path(OwnPaths.ENDPOINTS + "/recovery")
@OneInstance
@Produces(MediaType.APPLICATION_JSON)
public class RecoveryResource {

    @Inject
    CallerContext caller;

    @Inject
    RateLimits limits;

    @Inject
    Codes codes;

    @Inject
    Settings settings;

    /** Made by the container, once. The request comes with each call. */
    public RecoveryResource() {}

    /**
     * Uses a code up, after which this browser may create one passkey for the user.
     *
     * @param text the body
     * @param request the request
     * @return the name of the user
     * @throws ProblemException {@code authentication-failed} whatever is wrong with the code, {@code passkey-not-allowed} for a signed-in
     *     user
     * @throws RefusedException when a code of the user was tried too often
     */
    @POST
    @Path("/use")
    public String use(String text, @Context HttpServletRequest request) throws ProblemException, RefusedException {
        if (!settings.administration().hasCodes()) {
            throw new NotFoundException();
        }
        if (caller.name(request).isPresent()) {
            throw caller.refused(ProblemCode.PASSKEY_NOT_ALLOWED, "a signed-in user needs no code");
        }
        JsonBody body = JsonBody.read(text);
        String name = body.required("name");
        String code = body.required("code");
        limits.checkName(name);
        String holder = codes.use(name, code);
        caller.holdCode(holder, request);
        return Json.write(Json.object().put("name", holder));
    }

    /**
     * Makes recovery codes for the signed-in user, in place of those from before.
     *
     * @param request the request
     * @return 201 with ten codes
     * @throws ProblemException when refused
     */
    @POST
    @Path("/codes")
    public Response codes(@Context HttpServletRequest request) throws ProblemException {
        checkOn();
        ObjectNode json = Json.object();
        codes.recoveryCodes(caller.changing(request)).forEach(json.putArray("codes")::add);
        return Response.status(Response.Status.CREATED).entity(Json.write(json)).build();
    }

    /**
     * Counts the recovery codes of the signed-in user.
     *
     * @param request the request
     * @return how many are left
     * @throws ProblemException {@code not-signed-in}
     */
    @GET
    @Path("/codes")
    public String left(@Context HttpServletRequest request) throws ProblemException {
        checkOn();
        return Json.write(Json.object().put("left", codes.recoveryCodesLeft(caller.signedIn(request))));
    }

    private void checkOn() {
        if (!settings.administration().recoveryCodes()) {
            throw new NotFoundException();
        }
    }
}
