// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.ceremony.HostCeremonies;
import ee.passkeys.ceremony.PasskeyManagement;
import ee.passkeys.config.Settings;
import ee.passkeys.credential.sql.HashedKeys;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.ui.Providers;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.OwnPaths;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;

/** Endpoints for the user's own passkeys: {@code /credentials}. */
@Path(OwnPaths.ENDPOINTS + "/credentials")
@OneInstance
@Produces(MediaType.APPLICATION_JSON)
public class CredentialsResource {

    @Inject
    HostCeremonies ceremonies;

    @Inject
    CallerContext caller;

    @Inject
    Providers providers;

    @Inject
    Settings settings;

    /** Made by the container, once. The request comes with each call. */
    public CredentialsResource() {}

    /**
     * Lists the passkeys.
     *
     * @param request the request
     * @return an array of passkeys
     * @throws ProblemException {@code not-signed-in}
     */
    @GET
    public String list(@Context HttpServletRequest request) throws ProblemException {
        return json().passkeys(own(request).of(caller.signedIn(request)));
    }

    /**
     * Renames a passkey.
     *
     * @param id the credential id
     * @param text the body
     * @param request the request
     * @return the passkey as it is now
     * @throws ProblemException when refused
     */
    @PATCH
    @Path("/{id}")
    public String rename(@PathParam("id") String id, String text, @Context HttpServletRequest request)
            throws ProblemException {
        String name = caller.changing(request);
        String label = JsonBody.read(text).required("label");
        return json().passkey(own(request).rename(name, credentialId(id), label));
    }

    /**
     * Removes a passkey.
     *
     * @param id the credential id
     * @param request the request
     * @throws ProblemException when refused
     */
    @DELETE
    @Path("/{id}")
    public void remove(@PathParam("id") String id, @Context HttpServletRequest request) throws ProblemException {
        CredentialId passkey = credentialId(id);
        own(request).remove(caller.changing(request), passkey);
        keepOwnSession(request, passkey);
    }

    private PasskeyJson json() {
        return new PasskeyJson(providers, settings.relyingParties());
    }

    private PasskeyManagement own(HttpServletRequest request) throws ProblemException {
        return ceremonies.at(request.getServerName()).ownPasskeys();
    }

    /** Who removes a passkey has just proved to be there: other sessions that began with it end, this one does not. */
    private void keepOwnSession(HttpServletRequest request, CredentialId removed) {
        HttpSession session = request.getSession(false);
        LoginRecord.ofSession(request)
                .filter(login -> HashedKeys.of(removed).equals(login.passkey()))
                .ifPresent(login -> login.with(null).keepIn(Objects.requireNonNull(session), request));
    }

    private static CredentialId credentialId(String id) throws ProblemException {
        try {
            return new CredentialId(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.NO_SUCH_PASSKEY, "not a credential id");
        }
    }
}
