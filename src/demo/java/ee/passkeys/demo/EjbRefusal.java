// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import jakarta.ejb.EJBAccessException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers a program whom an EJB refuses as {@code @RolesAllowed} on a resource would: 401 when nobody is signed in, else 403. */
@Provider
public class EjbRefusal implements ExceptionMapper<EJBAccessException> {

    @Context
    SecurityContext caller;

    @Override
    public Response toResponse(EJBAccessException refusal) {
        Status status = caller.getUserPrincipal() == null ? Status.UNAUTHORIZED : Status.FORBIDDEN;
        return Response.status(status).build();
    }
}
