// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.problem.Problem;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.Seldom;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.UUID;

/**
 * Exception mapper that answers every failure with a problem: it names the mistake of the client, and reveals nothing about a fault of the
 * server.
 */
public final class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final System.Logger LOG = ApplicationLog.of(ProblemMapper.class);

    private static final Seldom AWAY = new Seldom();

    private static final Seldom FAULTS = new Seldom();
    private static final long RETRY_SECONDS = 5;

    /** Made by the container. */
    public ProblemMapper() {}

    /**
     * Creates the response.
     *
     * @param thrown what was thrown
     * @return the response; 503 for every fault of ours, so that nobody takes it for a refusal
     */
    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof ProblemException refusal) {
            return Problems.response(refusal);
        }
        if (thrown instanceof RefusedException refusal) {
            return Problems.response(refusal);
        }
        if (thrown instanceof WebApplicationException wrong
                && wrong.getResponse().getStatus() < 500) {
            int status = wrong.getResponse().getStatus();
            return Problems.response(new Problem("malformed-request", status, detail(status)), 0);
        }
        return fault(thrown);
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "The resource does not exist.";
            case 405 -> "This resource does not support the request method.";
            default -> "This resource does not support the request.";
        };
    }

    private static Response fault(Throwable thrown) {
        String incident = UUID.randomUUID().toString();
        // Anybody can call while the database is away, as often as they like; the circuit breaker tells of that by
        // itself.
        boolean away = thrown instanceof StoreUnavailableException;
        boolean told = away
                ? AWAY.log(LOG, System.Logger.Level.WARNING, "Incident " + incident + ": " + thrown.getMessage())
                : FAULTS.log(LOG, System.Logger.Level.ERROR, "Incident " + incident, thrown);
        if (!told || away) {
            LOG.log(System.Logger.Level.DEBUG, "Incident " + incident, thrown);
        }
        return Problems.response(
                new Problem(
                        "temporarily-unavailable",
                        503,
                        "The service is temporarily unavailable and nothing was changed. Incident " + incident + "."),
                RETRY_SECONDS);
    }
}
