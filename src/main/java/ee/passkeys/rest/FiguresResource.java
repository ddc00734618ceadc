// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.admin.AdminDatabase;
import ee.passkeys.admin.Figures;
import ee.passkeys.admin.FiguresJson;
import ee.passkeys.config.Settings;
import ee.passkeys.policy.Rollout;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.ui.Provider;
import ee.passkeys.ui.Providers;
import ee.passkeys.value.OfPasskeys;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.OwnPaths;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;

/** Endpoint for the figures of the rollout: {@code /admin/figures}, for administrators as everything below {@code /admin}. */
@Path(OwnPaths.ENDPOINTS + "/" + AdminResource.PATH + "/figures")
@OneInstance
@Produces(MediaType.APPLICATION_JSON)
public class FiguresResource {

    private static final int MOST_DAYS = 366;

    @Inject
    CallerContext caller;

    @Inject
    AdminDatabase database;

    @Inject
    Settings settings;

    @Inject
    Rollout rollout;

    @Inject
    Providers providers;

    @Inject
    @OfPasskeys
    Clock clock;

    /** Made by the container, once. The request comes with each call. */
    public FiguresResource() {}

    /**
     * Returns the figures.
     *
     * @param days of how many days events are counted
     * @param request the request
     * @return numbers of users, passkeys and events
     * @throws ProblemException when refused
     */
    @GET
    public String figures(@QueryParam("days") @DefaultValue("30") String days, @Context HttpServletRequest request)
            throws ProblemException {
        AdminGuard.administrator(caller, settings, request);
        int most = QueryText.count("days", days, MOST_DAYS);
        return Json.write(FiguresJson.of(
                new Figures(database, settings, rollout.settings(), clock).of(most),
                aaguid -> providers.of(aaguid).map(Provider::name)));
    }
}
