// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.Problem;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.token.TokenException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Factory for the responses of problems. */
final class Problems {

    private Problems() {}

    static Response response(ProblemException refusal) {
        Problem problem = Problem.of(refusal.failure());
        ObjectNode json = problem.toJson();
        if (refusal.isUnknownCredential()) {
            json.put("unknownCredential", true);
        }
        return response(problem, json).build();
    }

    /** Also with the member by which OAuth tells errors apart. */
    static Response response(TokenException refusal) {
        Problem problem = Problem.of(
                refusal.error().equals("invalid_grant") ? ProblemCode.INVALID_GRANT : ProblemCode.INVALID_DPOP_PROOF);
        return response(problem, problem.toJson().put("error", refusal.error())).build();
    }

    static Response response(RefusedException refusal) {
        return response(refusal.problem(), refusal.retryAfter());
    }

    static Response response(Problem problem, long retryAfter) {
        Response.ResponseBuilder response = response(problem, problem.toJson());
        return (retryAfter > 0 ? response.header(HttpHeaders.RETRY_AFTER, retryAfter) : response).build();
    }

    private static Response.ResponseBuilder response(Problem problem, ObjectNode json) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(Json.write(json));
    }
}
