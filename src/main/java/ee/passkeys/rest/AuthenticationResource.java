// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.ceremony.Authentication;
import ee.passkeys.ceremony.Client;
import ee.passkeys.ceremony.HostAuthentication;
import ee.passkeys.ceremony.HostCeremonies;
import ee.passkeys.ceremony.StartedCeremony;
import ee.passkeys.ceremony.VerifiedAssertion;
import ee.passkeys.config.Settings;
import ee.passkeys.mechanism.ContainerRefusedException;
import ee.passkeys.mechanism.PasskeyLogin;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.savedrequest.ReturnTo;
import ee.passkeys.token.Tokens;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.OwnPaths;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Endpoints for authentication ceremonies: {@code /authentication/options} and {@code /authentication/verify}. */
@Path(OwnPaths.ENDPOINTS + "/authentication")
@OneInstance
@Produces(MediaType.APPLICATION_JSON)
public class AuthenticationResource {

    @Inject
    HostCeremonies ceremonies;

    @Inject
    CallerContext caller;

    @Inject
    RateLimits limits;

    @Inject
    PasskeyLogin login;

    @Inject
    Settings settings;

    @Inject
    Tokens tokens;

    @Inject
    Devices devices;

    /** Made by the container, once. The request comes with each call. */
    public AuthenticationResource() {}

    /**
     * Starts a ceremony: without a user name, with one, or for the step-up of the signed-in user. While the application moves to another domain,
     * the body may name the RP ID of the passkeys.
     *
     * @param text the body
     * @param request the request
     * @param response takes the cookie
     * @return sealed ceremony and request options
     * @throws ProblemException when refused
     * @throws RefusedException when the name was asked for too often
     */
    @POST
    @Path("/options")
    public String options(String text, @Context HttpServletRequest request, @Context HttpServletResponse response)
            throws ProblemException, RefusedException {
        caller.checkGate(request);
        JsonBody body = JsonBody.read(text);
        return PasskeyJson.begun(begin(body, request, response).hinting(body.hints()));
    }

    /**
     * Completes a ceremony, which signs in the user or confirms the step-up.
     *
     * @param text the body
     * @param request the request
     * @param response takes the session
     * @return name, and the path to go to
     * @throws ProblemException when refused
     * @throws ContainerRefusedException when the container does not take the caller
     */
    @POST
    @Path("/verify")
    public String verify(String text, @Context HttpServletRequest request, @Context HttpServletResponse response)
            throws ProblemException, ContainerRefusedException {
        Client client = devices.client(caller.finishing(request), request);
        JsonBody body = JsonBody.read(text);
        String token = body.required("ceremony");
        Optional<String> returnTo = body.text("returnTo");
        Authentication.Outcome outcome =
                authentication(request).finish(client, caller.name(request), token, body.credential());
        VerifiedAssertion proof = outcome.proof();
        if (outcome instanceof Authentication.Confirmed) {
            login.confirm(proof, request);
        } else {
            login.signIn(proof, request, response);
            devices.remember(proof.caller(), request, response);
        }
        return Json.write(Json.object()
                .put("name", proof.caller())
                .put(
                        "returnTo",
                        ReturnTo.chooseFromRoot(
                                request, returnTo, settings.pages().home())));
    }

    private StartedCeremony begin(JsonBody body, HttpServletRequest request, HttpServletResponse response)
            throws ProblemException, RefusedException {
        HostAuthentication authentication = authentication(request);
        Optional<String> rpId = body.text("rpId");
        String purpose = body.word("purpose", "login", "step-up", "token").orElse("login");
        if (purpose.equals("token")) {
            return beginForToken(body, rpId, request);
        }
        Client client = caller.beginning(request, response);
        if (purpose.equals("step-up")) {
            return authentication.beginStepUp(client, rpId, caller.signedIn(request));
        }
        Optional<String> name = body.text("name");
        if (name.isEmpty()) {
            return authentication.begin(client, rpId, body.conditional());
        }
        limits.checkName(name.get());
        return authentication.begin(client, rpId, name.get(), body.conditional());
    }

    private StartedCeremony beginForToken(JsonBody body, Optional<String> rpId, HttpServletRequest request)
            throws ProblemException, RefusedException {
        if (!tokens.areOn()) {
            throw new NotFoundException();
        }
        Optional<String> name = body.text("name");
        if (name.isPresent()) {
            limits.checkName(name.get());
        }
        return authentication(request).beginForToken(caller.app(request), rpId, name);
    }

    private HostAuthentication authentication(HttpServletRequest request) throws ProblemException {
        return ceremonies.authenticationAt(request.getServerName());
    }
}
