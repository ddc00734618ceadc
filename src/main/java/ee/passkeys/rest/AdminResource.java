// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static ee.passkeys.problem.ProblemCode.MALFORMED_REQUEST;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.admin.AdminJson;
import ee.passkeys.admin.Administration;
import ee.passkeys.admin.Codes;
import ee.passkeys.config.Settings;
import ee.passkeys.credential.sql.UserFilter;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.ui.Provider;
import ee.passkeys.ui.Providers;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.OwnPaths;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Endpoints for operators: {@code /admin}. They return 404 to all users but administrators, as {@link AdminGuard} does. */
@Path(OwnPaths.ENDPOINTS + "/" + AdminResource.PATH)
@OneInstance
@Produces(MediaType.APPLICATION_JSON)
public class AdminResource {

    static final String PATH = "admin";

    private static final int MOST = 200;

    @Inject
    CallerContext caller;

    @Inject
    Administration administration;

    @Inject
    Codes codes;

    @Inject
    Providers providers;

    @Inject
    Settings settings;

    /** Made by the container, once. The request comes with each call. */
    public AdminResource() {}

    /**
     * Lists users.
     *
     * @param prefix how the name begins
     * @param state {@code all}, {@code with}, {@code without}, {@code disabled} or {@code required-without}
     * @param unusedSince only users whose passkeys were not used at that time or later
     * @param after the {@code next} of the page before
     * @param limit how many at most
     * @param request the request
     * @return a page of users
     * @throws ProblemException when refused
     */
    @GET
    @Path("/users")
    public String users(
            @QueryParam("prefix") @DefaultValue("") String prefix,
            @QueryParam("state") @DefaultValue("all") String state,
            @QueryParam("unused-since") @Nullable String unusedSince,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @Context HttpServletRequest request)
            throws ProblemException {
        administrator(request);
        UserFilter filter = new UserFilter(
                prefix,
                state(state),
                QueryText.moment(unusedSince),
                Optional.ofNullable(after),
                QueryText.count("limit", limit, MOST));
        return Json.write(AdminJson.users(administration.list(filter), filter.most()));
    }

    /**
     * Returns what is kept of a user.
     *
     * @param user the user
     * @param request the request
     * @return passkeys, last password sign-in and enrollment
     * @throws ProblemException {@code no-such-user}
     */
    @GET
    @Path("/users/{name}")
    public String user(@BeanParam NamedUser user, @Context HttpServletRequest request) throws ProblemException {
        administrator(request);
        return Json.write(AdminJson.user(
                administration.user(user.name()),
                codes.enrollment(user.name()),
                codes.recoveryCodesLeft(user.name()),
                aaguid -> providers.of(aaguid).map(Provider::name)));
    }

    /**
     * Returns everything that is kept of a user, for the user.
     *
     * @param user the user
     * @param request the request
     * @return the same, with keys and handles
     * @throws ProblemException {@code no-such-user}
     */
    @GET
    @Path("/users/{name}/export")
    public String export(@BeanParam NamedUser user, @Context HttpServletRequest request) throws ProblemException {
        return Json.write(AdminJson.export(administration.export(administrator(request), user.name())));
    }

    /**
     * Forgets a user.
     *
     * @param user the user
     * @param request the request
     * @throws ProblemException when refused
     */
    @DELETE
    @Path("/users/{name}")
    public void forget(@BeanParam NamedUser user, @Context HttpServletRequest request) throws ProblemException {
        administration.forget(operator(request), user.name());
    }

    /**
     * Disables all passkeys of a user.
     *
     * @param user the user
     * @param request the request
     * @throws ProblemException when refused
     */
    @POST
    @Path("/users/{name}/disable")
    public void disable(@BeanParam NamedUser user, @Context HttpServletRequest request) throws ProblemException {
        administration.disable(operator(request), user.name());
    }

    /**
     * Enables all passkeys of a user.
     *
     * @param user the user
     * @param request the request
     * @throws ProblemException when refused
     */
    @POST
    @Path("/users/{name}/enable")
    public void enable(@BeanParam NamedUser user, @Context HttpServletRequest request) throws ProblemException {
        administration.enable(operator(request), user.name());
    }

    /**
     * Has a user asked again to create a passkey.
     *
     * @param user the user
     * @param request the request
     * @throws ProblemException when refused
     */
    @POST
    @Path("/users/{name}/ask-again")
    public void askAgain(@BeanParam NamedUser user, @Context HttpServletRequest request) throws ProblemException {
        administration.askAgain(operator(request), user.name());
    }

    /**
     * Renames a user.
     *
     * @param user the user
     * @param text the body
     * @param request the request
     * @throws ProblemException when refused
     */
    @POST
    @Path("/users/{name}/rename")
    public void rename(@BeanParam NamedUser user, String text, @Context HttpServletRequest request)
            throws ProblemException {
        administration.rename(
                operator(request), user.name(), JsonBody.read(text).required("to"));
    }

    /**
     * Lists the enrollment codes that were not used yet.
     *
     * @param request the request
     * @return what is known of them, which is not the codes
     * @throws ProblemException when refused
     */
    @GET
    @Path("/enrollment-codes")
    public String codes(@Context HttpServletRequest request) throws ProblemException {
        administrator(request);
        return Json.write(AdminJson.codes(codes.enrollments()));
    }

    /**
     * Issues an enrollment code.
     *
     * @param user the user
     * @param request the request
     * @return 201 with the code, and a link to the page that takes it
     * @throws ProblemException when refused
     */
    @POST
    @Path("/users/{name}/enrollment-code")
    public Response issueCode(@BeanParam NamedUser user, @Context HttpServletRequest request) throws ProblemException {
        Codes.Issued issued = codes.issue(
                operator(request),
                user.name(),
                settings.administration().codeLifetime(),
                settings.administration().codeApprovals());
        ObjectNode json = Json.object()
                .put("code", issued.code())
                .put("link", link(request, user.name(), issued.code()))
                .put("expiresAt", issued.expiresAt().toString())
                .put("approvals", issued.approvals());
        return Response.status(Response.Status.CREATED).entity(Json.write(json)).build();
    }

    /** Behind the number sign, so that the code is in no log and no request. */
    private String link(HttpServletRequest request, String name, String code) {
        String origin = Objects.requireNonNullElse(request.getHeader("Origin"), "");
        return origin + request.getContextPath() + "/passkeys/recover#name="
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20") + "&code=" + code;
    }

    /**
     * Approves an enrollment code.
     *
     * @param user the user
     * @param request the request
     * @throws ProblemException when refused
     */
    @POST
    @Path("/users/{name}/enrollment-code/approve")
    public void approveCode(@BeanParam NamedUser user, @Context HttpServletRequest request) throws ProblemException {
        codes.approve(operator(request), user.name());
    }

    /**
     * Withdraws an enrollment code.
     *
     * @param user the user
     * @param request the request
     * @throws ProblemException when refused
     */
    @DELETE
    @Path("/users/{name}/enrollment-code")
    public void withdrawCode(@BeanParam NamedUser user, @Context HttpServletRequest request) throws ProblemException {
        codes.withdraw(operator(request), user.name());
    }

    /**
     * Removes all passkeys of a user.
     *
     * @param user the user
     * @param request the request
     * @throws ProblemException when refused
     */
    @DELETE
    @Path("/users/{name}/passkeys")
    public void revokeAll(@BeanParam NamedUser user, @Context HttpServletRequest request) throws ProblemException {
        administration.revokeAll(operator(request), user.name());
    }

    /**
     * Disables a passkey.
     *
     * @param id the credential id
     * @param request the request
     * @throws ProblemException when refused
     */
    @POST
    @Path("/passkeys/{id}/disable")
    public void disablePasskey(@PathParam("id") String id, @Context HttpServletRequest request)
            throws ProblemException {
        administration.disable(operator(request), credentialId(id));
    }

    /**
     * Enables a passkey.
     *
     * @param id the credential id
     * @param request the request
     * @throws ProblemException when refused
     */
    @POST
    @Path("/passkeys/{id}/enable")
    public void enablePasskey(@PathParam("id") String id, @Context HttpServletRequest request) throws ProblemException {
        administration.enable(operator(request), credentialId(id));
    }

    /**
     * Removes a passkey.
     *
     * @param id the credential id
     * @param request the request
     * @throws ProblemException when refused
     */
    @DELETE
    @Path("/passkeys/{id}")
    public void revoke(@PathParam("id") String id, @Context HttpServletRequest request) throws ProblemException {
        administration.revoke(operator(request), credentialId(id));
    }

    /** Returns the name of the caller, who is an administrator. */
    private String administrator(HttpServletRequest request) throws ProblemException {
        return AdminGuard.administrator(caller, settings, request);
    }

    /** The same for one who may change something now. */
    private String operator(HttpServletRequest request) throws ProblemException {
        administrator(request);
        return caller.operating(request);
    }

    private static CredentialId credentialId(String id) throws ProblemException {
        try {
            return new CredentialId(id);
        } catch (IllegalArgumentException e) {
            throw malformed("not a credential id");
        }
    }

    private static UserFilter.State state(String word) throws ProblemException {
        try {
            return UserFilter.State.of(word);
        } catch (IllegalArgumentException e) {
            throw malformed("an unknown state");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(MALFORMED_REQUEST, detail);
    }
}
