// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsInForce;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.OwnPaths;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** Endpoint for the settings in force: {@code /admin/settings}, for administrators as everything below {@code /admin}. */
@Path(OwnPaths.ENDPOINTS + "/" + AdminResource.PATH + "/settings")
@OneInstance
@Produces(MediaType.APPLICATION_JSON)
public class SettingsResource {

    @Inject
    CallerContext caller;

    @Inject
    Settings settings;

    @Inject
    SettingsInForce inForce;

    /** Made by the container, once. The request comes with each call. */
    public SettingsResource() {}

    /**
     * Returns the settings.
     *
     * @param request the request
     * @return key, value and origin of each; of a secret whether it is set
     * @throws ProblemException when refused
     */
    @GET
    public String settings(@Context HttpServletRequest request) throws ProblemException {
        AdminGuard.administrator(caller, settings, request);
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("settings");
        for (SettingsInForce.Value value : inForce.values()) {
            ObjectNode node = list.addObject().put("key", value.key()).put("secret", value.secret());
            value.text().ifPresent(text -> node.put("value", text));
            value.written().ifPresent(key -> node.put("written", key));
        }
        return Json.write(json);
    }
}
