// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.action;

import com.google.common.base.Suppliers;
import ee.passkeys.mechanism.ContainerCalls;
import ee.passkeys.mechanism.SignInEntryPoint;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.value.OwnPaths;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Filter that redirects users to their required actions. It stands behind the container's door, where the container knows the caller
 * already and has kept the login, and before the application's own filters.
 */
public final class RequiredActionFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Looked up once: beans stay what they are as long as the application runs, and every request asks. */
    private final transient Supplier<List<RequiredAction>> actions = Suppliers.memoize(RequiredActionFilter::lookUp);

    /** Made at start. */
    public RequiredActionFilter() {}

    /**
     * Lets the request go on, or answers it with the way to a page of ours, for programs with a refusal.
     *
     * @param request any request to the application
     * @param response its response
     * @param chain the rest of the application
     * @throws IOException when the answer cannot be sent
     * @throws ServletException when the application throws it
     */
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isOurs(request) || mayGoOn(request, response, actions.get())) {
            chain.doFilter(request, response);
        }
    }

    private static boolean mayGoOn(
            HttpServletRequest request, HttpServletResponse response, List<RequiredAction> actions)
            throws IOException, ServletException {
        if (request.getUserPrincipal() == null) {
            boolean open = actions.stream().noneMatch(action -> action.requiresAuthentication(request));
            return open || (isSignedInNow(request, response) && !isSentAway(request, response, actions));
        }
        return !isSentAway(request, response, actions);
    }

    /** The container asks as it does at a protected page: by the host's own form or dialog, or by our sign-in page. */
    private static boolean isSignedInNow(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        ContainerCalls.requireUser(request);
        return request.authenticate(response) && request.getUserPrincipal() != null;
    }

    private static boolean isSentAway(
            HttpServletRequest request, HttpServletResponse response, List<RequiredAction> actions) throws IOException {
        String caller = request.getUserPrincipal().getName();
        Optional<LoginRecord> login =
                LoginRecord.of(request).filter(record -> record.caller().equals(caller));
        for (RequiredAction action : actions) {
            Optional<String> page = action.pageFor(caller, login, request);
            if (page.isPresent() && SignInEntryPoint.isPerson(request)) {
                SignInEntryPoint.lead(request, response, page.get());
                return true;
            }
            if (page.isPresent() && action.refusal().isPresent()) {
                SignInEntryPoint.refuse(response, action.refusal().get());
                return true;
            }
        }
        return false;
    }

    /**
     * By the path that the container has chosen the servlet with: what a client writes may lead elsewhere, and the host may have servlets
     * of its own below ours.
     */
    static boolean isOurs(HttpServletRequest request) {
        return OwnPaths.areServed(request.getServletPath());
    }

    private static List<RequiredAction> lookUp() {
        return CDI.current().select(RequiredAction.class).stream()
                .sorted(Comparator.comparingInt(RequiredAction::order))
                .toList();
    }
}
