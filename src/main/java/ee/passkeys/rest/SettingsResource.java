// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.admin.AdminJson;
import ee.passkeys.admin.RuntimeChanges;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsInForce;
import ee.passkeys.credential.sql.RuntimeSettingStatements.Change;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.OwnPaths;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.stream.Collectors;

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

    @Inject
    RuntimeChanges changes;

    /** Made by the container, once. The request comes with each call. */
    public SettingsResource() {}

    /**
     * Returns the settings.
     *
     * @param request the request
     * @return key, value and source of each, and whether it was changed since; of a secret whether it is set
     * @throws ProblemException when refused
     */
    @GET
    public String settings(@Context HttpServletRequest request) throws ProblemException {
        AdminGuard.administrator(caller, settings, request);
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("settings");
        Map<String, Change> changed = changes.all().stream().collect(Collectors.toMap(Change::key, change -> change));
        for (SettingsInForce.Value value : inForce.values()) {
            ObjectNode node = list.addObject().put("key", value.key()).put("secret", value.secret());
            value.text().ifPresent(text -> node.put("value", text));
            value.written().ifPresent(key -> node.put("written", key));
            value.source().ifPresent(source -> node.put("source", source));
            Change change = changed.get(value.key());
            if (change != null) {
                node.set("changed", AdminJson.change(change));
            }
        }
        return Json.write(json);
    }

    /**
     * Changes a setting while the application runs, on all nodes.
     *
     * @param key its key, of which there are few
     * @param text the body
     * @param request the request
     * @throws ProblemException when refused
     */
    @PATCH
    @Path("/{key}")
    public void change(@PathParam("key") String key, String text, @Context HttpServletRequest request)
            throws ProblemException {
        AdminGuard.administrator(caller, settings, request);
        changes.change(caller.operating(request), key, JsonBody.read(text).required("value"));
    }

    /**
     * Has a setting count again as it is written.
     *
     * @param key its key
     * @param request the request
     * @throws ProblemException when refused
     */
    @DELETE
    @Path("/{key}")
    public void reset(@PathParam("key") String key, @Context HttpServletRequest request) throws ProblemException {
        AdminGuard.administrator(caller, settings, request);
        changes.reset(caller.operating(request), key);
    }
}
