// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.config.Settings;
import ee.passkeys.doctor.Doctor;
import ee.passkeys.doctor.cure.Finding;
import ee.passkeys.doctor.cure.Report;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.server.ServerProfile;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.OwnPaths;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.List;

/**
 * Endpoint for the findings of the doctor: {@code /doctor}. It returns 404 to all users but administrators. To others it is as if there
 * were nothing.
 */
@Path(OwnPaths.ENDPOINTS + "/doctor")
@OneInstance
public class DoctorResource {

    @Inject
    CallerContext caller;

    @Inject
    Doctor doctor;

    @Inject
    Settings settings;

    /** Made by the container, once. The request comes with each call. */
    public DoctorResource() {}

    /**
     * Returns the findings as JSON.
     *
     * @param request the request
     * @return an object with the list {@code checks}
     * @throws ProblemException {@code not-signed-in}
     */
    @GET
    @Produces("application/json;qs=1")
    public String json(@Context HttpServletRequest request) throws ProblemException {
        List<Finding> findings = findings(request);
        ServerProfile server = doctor.server();
        ObjectNode json = Json.object();
        ArrayNode checks = json.putArray("checks");
        for (Finding finding : findings) {
            ObjectNode check = checks.addObject()
                    .put("check", finding.check())
                    .put("state", finding.state().word())
                    .put("finding", finding.finding());
            finding.cure().on(server).forEach(check.putArray("cure")::add);
        }
        return Json.write(json);
    }

    /**
     * Returns the findings as text.
     *
     * @param request the request
     * @return lines, each finding followed by its cure
     * @throws ProblemException {@code not-signed-in}
     */
    @GET
    @Produces("text/plain;charset=UTF-8;qs=0.5")
    public String text(@Context HttpServletRequest request) throws ProblemException {
        return Report.of(findings(request), doctor.server());
    }

    private List<Finding> findings(HttpServletRequest request) throws ProblemException {
        caller.signedIn(request);
        if (!request.isUserInRole(settings.adminRole())) {
            throw new NotFoundException();
        }
        return doctor.at(request);
    }
}
