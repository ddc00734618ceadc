// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.ceremony.CeremonyException;
import ee.passkeys.ceremony.CeremonyFailure;
import ee.passkeys.ceremony.Json;
import ee.passkeys.mechanism.CallerLevel;
import ee.passkeys.policy.Invitation;
import ee.passkeys.policy.Invitations;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Endpoints for the enrollment page: {@code /enrollment}. */
@Path("/enrollment")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EnrolmentResource {

    @Inject
    @SuppressWarnings("NullAway.Init") // by the container
    Caller caller;

    @Inject
    @SuppressWarnings("NullAway.Init") // by the container
    CallerLevel level;

    @Inject
    @SuppressWarnings("NullAway.Init") // by the container
    Invitations invitations;

    @Context
    @SuppressWarnings("NullAway.Init") // by the container
    HttpServletRequest request;

    /** Made by the container. */
    public EnrolmentResource() {}

    /**
     * Tells whether the user sees the enrollment page, and may skip it.
     *
     * @return what is asked
     * @throws CeremonyException {@code not-signed-in}
     */
    @GET
    public String asked() throws CeremonyException {
        Optional<Invitation> invitation = invitations.of(caller.signedIn(request), level.of(request));
        ObjectNode json = Json.object()
                .put("wanted", invitation.isPresent())
                .put("skippable", invitation.map(Invitation::skippable).orElse(true))
                .put("silent", invitation.map(Invitation::silent).orElse(false));
        invitation.flatMap(Invitation::deadline).ifPresent(deadline -> json.put("deadline", deadline.toString()));
        return Json.write(json);
    }

    /**
     * Records that the user skips enrollment.
     *
     * @param text the body
     * @throws CeremonyException {@code not-signed-in}, {@code malformed-request}, or {@code passkey-required} when the caller has to have
     *     one
     */
    @POST
    public void skip(String text) throws CeremonyException {
        String name = caller.signedIn(request);
        Optional<String> answer = Body.read(text).word("answer", "later", "never");
        if (answer.isEmpty()) {
            throw new CeremonyException(CeremonyFailure.MALFORMED_REQUEST, "answer is missing");
        }
        if (!invitations.skip(name, level.of(request), answer.get().equals("never"))) {
            throw new CeremonyException(CeremonyFailure.PASSKEY_REQUIRED, name + " is required to have a passkey");
        }
    }
}
