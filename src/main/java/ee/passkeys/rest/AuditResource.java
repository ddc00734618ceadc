// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.admin.AdminDatabase;
import ee.passkeys.admin.AdminJson;
import ee.passkeys.admin.AuditReview;
import ee.passkeys.audit.AuditRecorder;
import ee.passkeys.config.Settings;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.OwnPaths;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Endpoints for the audit table: {@code /admin/audit}, for administrators as everything below {@code /admin}. */
@Path(OwnPaths.ENDPOINTS + "/" + AdminResource.PATH + "/audit")
@OneInstance
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private static final int MOST = 200;

    @Inject
    CallerContext caller;

    @Inject
    AdminDatabase database;

    @Inject
    AuditRecorder audit;

    @Inject
    Settings settings;

    /** Made by the container, once. The request comes with each call. */
    public AuditResource() {}

    /**
     * Lists the last entries.
     *
     * @param event only those of an event of that name
     * @param user only those that name this user, as who did it or on whom
     * @param limit how many at most
     * @param request the request
     * @return the entries, the newest first
     * @throws ProblemException when refused
     */
    @GET
    @Path("/last")
    public String last(
            @QueryParam("event") @DefaultValue("") String event,
            @QueryParam("user") @DefaultValue("") String user,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @Context HttpServletRequest request)
            throws ProblemException {
        AdminGuard.administrator(caller, settings, request);
        int most = QueryText.count("limit", limit, MOST);
        ObjectNode json = Json.object();
        ArrayNode entries = json.putArray("entries");
        review().last(event, user, most).forEach(row -> entries.add(AdminJson.row(row)));
        return Json.write(json);
    }

    /**
     * Verifies the audit table.
     *
     * @param request the request
     * @return what was found
     * @throws ProblemException when refused
     */
    @GET
    @Path("/verify")
    public String verifyAudit(@Context HttpServletRequest request) throws ProblemException {
        AdminGuard.administrator(caller, settings, request);
        return Json.write(AdminJson.report(review().verify()));
    }

    /**
     * Exports the audit table.
     *
     * @param since from when on, or null for all that is kept
     * @param request the request
     * @return a row in each line, in JSON
     * @throws ProblemException when refused
     */
    @GET
    @Produces("application/x-ndjson")
    public StreamingOutput exportAudit(@QueryParam("since") @Nullable String since, @Context HttpServletRequest request)
            throws ProblemException {
        AdminGuard.administrator(caller, settings, request);
        Instant from = QueryText.moment(since).orElse(Instant.EPOCH);
        AuditReview review = review();
        return output -> {
            try {
                Writer lines = new OutputStreamWriter(output, StandardCharsets.UTF_8);
                review.export(from, row -> write(lines, AdminJson.row(row)));
                lines.flush();
            } catch (ProblemException e) {
                throw new IOException(e);
            }
        };
    }

    private static void write(Writer lines, ObjectNode row) {
        try {
            lines.write(Json.write(row) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where there is no table, there is nothing. */
    private AuditReview review() {
        return new AuditReview(
                database,
                settings.storage().userBase().id(),
                audit.keys().orElseThrow(NotFoundException::new),
                audit::heads);
    }
}
