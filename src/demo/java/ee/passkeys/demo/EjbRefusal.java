// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import jakarta.ejb.EJBAccessException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** An EJB that refuses the caller is a plain 403. */
@Provider
public class EjbRefusal implements ExceptionMapper<EJBAccessException> {

    @Override
    public Response toResponse(EJBAccessException refusal) {
        return Response.status(Response.Status.FORBIDDEN).build();
    }
}
