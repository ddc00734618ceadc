// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * User that a request is about: {@code {name}} of its path or, for {@code -} there, {@code name} of its query. Servers and proxies refuse or
 * change paths with an encoded slash, backslash or percent sign, and those of two dots; a query carries any name.
 */
public final class NamedUser {

    /** The segment in place of a name. */
    private static final String IN_THE_QUERY = "-";

    @PathParam("name")
    @Nullable String segment;

    @QueryParam("name")
    @Nullable String queried;

    @Context
    @Nullable HttpServletRequest request;

    /** Made by the container, for each request. */
    public NamedUser() {}

    /**
     * Returns the name.
     *
     * @return the name of the path, unless that refers to a query that has one
     * @throws ProblemException {@code malformed-request} for an address with {@code %00}, which WildFly leaves out at the end of a name
     */
    String name() throws ProblemException {
        if (request != null && (request.getRequestURI() + "?" + request.getQueryString()).contains("%00")) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "the address has %00");
        }
        String path = Objects.requireNonNullElse(segment, "");
        return path.equals(IN_THE_QUERY) ? Objects.requireNonNullElse(queried, path) : path;
    }
}
