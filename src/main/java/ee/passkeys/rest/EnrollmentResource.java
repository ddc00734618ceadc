// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.authorization.RolloutLevel;
import ee.passkeys.config.Settings;
import ee.passkeys.policy.EnrollmentPrompt;
import ee.passkeys.policy.EnrollmentPrompts;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.OwnPaths;
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
@Path(OwnPaths.ENDPOINTS + "/enrollment")
@OneInstance
@Produces(MediaType.APPLICATION_JSON)
public class EnrollmentResource {

    @Inject
    CallerContext caller;

    @Inject
    RolloutLevel level;

    @Inject
    EnrollmentPrompts invitations;

    @Inject
    Settings settings;

    /** Made by the container, once. The request comes with each call. */
    public EnrollmentResource() {}

    /**
     * Tells whether the user sees the enrollment page, and may skip it.
     *
     * @param request the request
     * @return what is asked
     * @throws ProblemException {@code not-signed-in}
     */
    @GET
    public String asked(@Context HttpServletRequest request) throws ProblemException {
        Optional<EnrollmentPrompt> invitation =
                invitations.of(caller.signedIn(request), level.of(request), request.getServerName());
        ObjectNode json = Json.object()
                .put("wanted", invitation.isPresent())
                .put("skippable", invitation.map(EnrollmentPrompt::skippable).orElse(true))
                .put("silent", invitation.map(EnrollmentPrompt::silent).orElse(false));
        json.put("interval", settings.rollout().again().toSeconds());
        invitation.flatMap(EnrollmentPrompt::deadline).ifPresent(deadline -> json.put("deadline", deadline.toString()));
        if (invitation.filter(EnrollmentPrompt::moves).isPresent()) {
            settings.relyingParties()
                    .at(request.getServerName())
                    .ifPresent(here -> here.previousId()
                            .ifPresent(before ->
                                    json.putObject("move").put("from", before).put("to", here.id())));
        }
        return Json.write(json);
    }

    /**
     * Records that the user skips enrollment.
     *
     * @param text the body
     * @param request the request
     * @throws ProblemException {@code not-signed-in}, {@code malformed-request}, or {@code passkey-required} when the caller has to have
     *     one
     */
    @POST
    public void skip(String text, @Context HttpServletRequest request) throws ProblemException {
        String name = caller.signedIn(request);
        Optional<String> answer = JsonBody.read(text).word("answer", "later", "never");
        if (answer.isEmpty()) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "answer is missing");
        }
        if (!invitations.skip(
                name, level.of(request), request.getServerName(), answer.get().equals("never"))) {
            throw new ProblemException(ProblemCode.PASSKEY_REQUIRED, name + " is required to have a passkey");
        }
    }
}
