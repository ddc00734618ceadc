// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.action.EnrollmentAction;
import ee.passkeys.authorization.RolloutLevel;
import ee.passkeys.ceremony.Client;
import ee.passkeys.ceremony.HostCeremonies;
import ee.passkeys.ceremony.Registered;
import ee.passkeys.ceremony.Registration;
import ee.passkeys.ceremony.StartedCeremony;
import ee.passkeys.ceremony.VerifiedAssertion;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Settings.Level;
import ee.passkeys.mechanism.ContainerRefusedException;
import ee.passkeys.mechanism.PasskeyLogin;
import ee.passkeys.mechanism.Shortfall;
import ee.passkeys.mechanism.TokenGroups;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.token.Possession;
import ee.passkeys.token.TokenException;
import ee.passkeys.token.TokenPair;
import ee.passkeys.token.Tokens;
import ee.passkeys.ui.Providers;
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
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;

/** Endpoints for registration ceremonies: {@code /registration/options} and {@code /registration/verify}. */
@Path(OwnPaths.ENDPOINTS + "/registration")
@OneInstance
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationResource {

    @Inject
    HostCeremonies ceremonies;

    @Inject
    CallerContext caller;

    @Inject
    RateLimits limits;

    @Inject
    PasskeyLogin login;

    @Inject
    RolloutLevel level;

    @Inject
    EnrollmentAction enrollment;

    @Inject
    Providers providers;

    @Inject
    Settings settings;

    @Inject
    Tokens tokens;

    @Inject
    Devices devices;

    @Inject
    TokenGroups groups;

    /** Made by the container, once. The request comes with each call. */
    public RegistrationResource() {}

    /**
     * Starts a ceremony for the signed-in user, or for a new account with the name in the body.
     *
     * @param text the body
     * @param request the request
     * @param response the response
     * @return sealed ceremony and creation options
     * @throws ProblemException when refused
     * @throws RefusedException when the name was asked for too often
     */
    @POST
    @Path("/options")
    public String options(String text, @Context HttpServletRequest request, @Context HttpServletResponse response)
            throws ProblemException, RefusedException {
        caller.checkGate(request);
        JsonBody body = JsonBody.read(text);
        Client client = isOfApp(request, body) ? caller.app(request) : caller.beginning(request, response);
        checkLevel(request);
        checkUse(request);
        Registration registration = registration(request);
        Optional<String> label = body.text("label");
        if (label.isPresent()) {
            registration.checkLabel(label.get());
        }
        Optional<String> name = body.text("name");
        StartedCeremony begun;
        Optional<String> holder = caller.codeHolder(request);
        if (holder.isPresent()) {
            begun = registration.begin(client, holder.get(), false, body.hints());
        } else if (name.isPresent() && caller.name(request).isEmpty()) {
            limits.checkName(name.get());
            begun = registration.beginAccount(client, name.get(), body.text("displayName"), body.hints());
        } else {
            begun = registration.begin(client, owner(request, body), body.conditional(), body.hints());
        }
        return PasskeyJson.begun(begun);
    }

    /**
     * Completes a ceremony; the user of a new account is signed in.
     *
     * @param text the body
     * @param request the request
     * @param response the response
     * @return 201 and the passkey
     * @throws ProblemException when refused
     * @throws ContainerRefusedException when the container does not take the owner of the new account
     */
    @POST
    @Path("/verify")
    public Response verify(String text, @Context HttpServletRequest request, @Context HttpServletResponse response)
            throws ProblemException, ContainerRefusedException {
        caller.checkGate(request);
        JsonBody body = JsonBody.read(text);
        boolean isOfApp = isOfApp(request, body);
        Client client = isOfApp ? caller.finishing(request).asApp() : caller.finishing(request);
        checkLevel(request);
        Optional<String> holder = caller.codeHolder(request);
        Registered registered = registration(request)
                .finish(
                        client,
                        holder.isPresent() ? holder : caller.finishingChange(request),
                        body.required("ceremony"),
                        body.credential(),
                        body.text("label"));
        CodeHolder.end(request);
        enrollment.done(registered.passkey().caller(), request);
        if (registered.newcomer().isPresent() && isOfApp) {
            return tokens(request, registered, registered.newcomer().get(), body.credential());
        }
        if (!isOfApp) {
            devices.remember(registered.passkey().caller(), request, response);
        }
        if (registered.newcomer().isPresent()) {
            login.signIn(registered.newcomer().get(), request, response);
        }
        return Response.created(location(request, registered))
                .entity(Json.write(new PasskeyJson(providers, settings.relyingParties())
                        .created(registered.passkey(), body.credential())))
                .build();
    }

    private Registration registration(HttpServletRequest request) throws ProblemException {
        return ceremonies.at(request.getServerName()).registration();
    }

    /**
     * An app need not keep cookies: it brings an access token, or makes a new account and gets tokens and no session. What no cookie protects
     * signs nobody in by a session.
     */
    private boolean isOfApp(HttpServletRequest request, JsonBody body) throws ProblemException {
        boolean wanted = body.word("purpose", "login", "token").equals(Optional.of("token"));
        if (wanted && !tokens.areOn()) {
            throw new NotFoundException();
        }
        return caller.isByToken(request) || (wanted && caller.name(request).isEmpty());
    }

    private Response tokens(
            HttpServletRequest request, Registered registered, VerifiedAssertion newcomer, JsonNode credential)
            throws ProblemException, ContainerRefusedException {
        try {
            Optional<Possession> possession = TokenResource.possession(tokens, request);
            TokenPair pair = tokens.issue(newcomer, groups.of(newcomer, request), possession);
            ObjectNode passkey =
                    new PasskeyJson(providers, settings.relyingParties()).created(registered.passkey(), credential);
            passkey.set("token", PasskeyJson.tokens(pair));
            return Response.created(location(request, registered))
                    .entity(Json.write(passkey))
                    .build();
        } catch (TokenException e) {
            return Problems.response(e);
        }
    }

    /** Returns the user who may create another passkey now; automatic creation requires a password sign-in. */
    private String owner(HttpServletRequest request, JsonBody body) throws ProblemException {
        return body.conditional() ? caller.changingAfterPassword(request) : caller.changing(request);
    }

    private void checkLevel(HttpServletRequest request) throws ProblemException {
        if (level.of(request) == Level.OFF) {
            String who = caller.name(request).orElse("a guest");
            throw caller.refused(ProblemCode.PASSKEY_NOT_ALLOWED, "the rollout level is off for " + who);
        }
    }

    /** A passkey that signs its owner in without any role would be of no use, but for a confirmation. */
    private void checkUse(HttpServletRequest request) throws ProblemException {
        if (Shortfall.isOfCaller(request) && !settings.stepUp().isAsked()) {
            throw caller.refused(
                    ProblemCode.PASSKEY_NOT_ALLOWED,
                    "a passkey would give no groups, because the application's stores give them with the password only; the doctor names the cure");
        }
    }

    private URI location(HttpServletRequest request, Registered registered) {
        String id = registered.passkey().id().base64Url();
        return URI.create(request.getContextPath() + OwnPaths.ENDPOINTS + "/credentials/" + id);
    }
}
