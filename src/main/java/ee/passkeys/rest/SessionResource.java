// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.mechanism.PasskeyLogin;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.OwnPaths;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;

/** Endpoints for the session: {@code /session}. */
@Path(OwnPaths.ENDPOINTS + "/session")
@OneInstance
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    @Inject
    CallerContext caller;

    @Inject
    PasskeyLogin login;

    /** Made by the container, once. The request comes with each call. */
    public SessionResource() {}

    /**
     * Returns the signed-in user, and the method and time of the sign-in.
     *
     * @param request the request
     * @return the session
     * @throws ProblemException {@code not-signed-in}
     */
    @GET
    public String session(@Context HttpServletRequest request) throws ProblemException {
        String name = caller.signedIn(request);
        ObjectNode json = Json.object().put("name", name);
        Optional<LoginRecord> record =
                LoginRecord.of(request).filter(login -> login.caller().equals(name));
        json.put("method", record.map(LoginRecord::method).orElse("container"));
        Instant authenticated = record.map(LoginRecord::authenticatedAt).orElse(null);
        if (authenticated != null) {
            json.put("authenticatedAt", authenticated.toString());
        }
        Instant verified = record.map(LoginRecord::passkeyVerifiedAt).orElse(null);
        if (verified != null) {
            json.put("passkeyVerifiedAt", verified.toString());
        }
        return Json.write(json);
    }

    /**
     * Signs out and ends the session.
     *
     * @param request the request
     * @throws ProblemException {@code not-signed-in}
     * @throws ServletException when the container fails to
     */
    @DELETE
    public void signOut(@Context HttpServletRequest request) throws ProblemException, ServletException {
        caller.signedIn(request);
        login.signOut(request);
    }
}
