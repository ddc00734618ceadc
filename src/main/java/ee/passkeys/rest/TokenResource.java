// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.ceremony.HostCeremonies;
import ee.passkeys.ceremony.VerifiedAssertion;
import ee.passkeys.mechanism.ContainerRefusedException;
import ee.passkeys.mechanism.TokenGroups;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.token.HttpTarget;
import ee.passkeys.token.Possession;
import ee.passkeys.token.Renewal;
import ee.passkeys.token.TokenException;
import ee.passkeys.token.TokenPair;
import ee.passkeys.token.Tokens;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.OwnPaths;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import java.util.Optional;

/** Endpoints for the tokens of native apps: {@code /token} and {@code /token/revoke}. They exist where the settings turn tokens on. */
@Path(OwnPaths.ENDPOINTS + "/token")
@OneInstance
@Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED})
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {

    private static final String REFRESH_TOKEN = "refresh_token";

    @Inject
    HostCeremonies ceremonies;

    @Inject
    CallerContext caller;

    @Inject
    TokenGroups groups;

    @Inject
    Tokens tokens;

    /** Made by the container, once. The request comes with each call. */
    public TokenResource() {}

    /**
     * Gives tokens for a ceremony, or for a refresh token.
     *
     * @param text the body: as of {@code /authentication/verify}, or {@code grant_type} and {@code refresh_token}
     * @param headers its type
     * @param request the request
     * @return the tokens, as in RFC 6749
     * @throws ProblemException when refused
     * @throws ContainerRefusedException when the groups of the user cannot be read
     */
    @POST
    public Response token(String text, @Context HttpHeaders headers, @Context HttpServletRequest request)
            throws ProblemException, ContainerRefusedException {
        checkOn(request);
        JsonBody body = JsonBody.read(text, headers.getMediaType());
        try {
            Optional<Possession> possession = possession(tokens, request);
            TokenPair pair = body.word("grant_type", REFRESH_TOKEN).isPresent()
                    ? refresh(request, body.required(REFRESH_TOKEN), possession)
                    : begin(request, body, possession);
            return Response.ok(Json.write(PasskeyJson.tokens(pair))).build();
        } catch (TokenException e) {
            return Problems.response(e);
        }
    }

    /**
     * Revokes a refresh token, and all tokens that came with it. A token that is unknown is revoked already.
     *
     * @param text the body: {@code token}
     * @param headers its type
     * @param request the request
     * @return 200, as in RFC 7009
     * @throws ProblemException when the body makes no sense
     */
    @POST
    @Path("/revoke")
    public Response revoke(String text, @Context HttpHeaders headers, @Context HttpServletRequest request)
            throws ProblemException {
        checkOn(request);
        tokens.revoke(JsonBody.read(text, headers.getMediaType()).required("token"));
        return Response.ok().build();
    }

    private TokenPair begin(HttpServletRequest request, JsonBody body, Optional<Possession> possession)
            throws ProblemException, ContainerRefusedException, TokenException {
        VerifiedAssertion proof = ceremonies
                .authenticationAt(request.getServerName())
                .finishForToken(caller.finishing(request), body.required("ceremony"), body.credential());
        return tokens.issue(proof, groups.of(proof, request), possession);
    }

    private TokenPair refresh(HttpServletRequest request, String refreshToken, Optional<Possession> possession)
            throws ProblemException, ContainerRefusedException, TokenException {
        Renewal renewal = tokens.renewal(refreshToken, possession);
        return tokens.renew(renewal, groups.of(renewal.proof(), request));
    }

    /** Returns the key whose possession the client of a request for tokens proves, if it does. */
    static Optional<Possession> possession(Tokens tokens, HttpServletRequest request) throws TokenException {
        return tokens.possession(
                Collections.list(request.getHeaders("DPoP")),
                HttpTarget.of(request.getMethod(), request.getContextPath(), request.getRequestURI()));
    }

    private void checkOn(HttpServletRequest request) {
        caller.checkGate(request);
        if (!tokens.areOn()) {
            throw new NotFoundException();
        }
    }
}
