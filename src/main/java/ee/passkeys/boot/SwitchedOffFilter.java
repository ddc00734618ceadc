// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.config.Settings.GroupSettings;
import ee.passkeys.mechanism.PasskeySessions;
import ee.passkeys.session.Revocations;
import ee.passkeys.value.OwnPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Filter that acts while passkeys are disabled: it ends sessions that began with a passkey, and hides pages and endpoints. Nobody who came
 * in with one goes on afterwards either.
 */
final class SwitchedOffFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient MechanismSwitch door;
    private final transient Revocations revocations;
    private final transient GroupSettings groups;

    /**
     * Does nothing while passkeys are on and were never off, and none was revoked.
     *
     * @param door what knows whether they are
     * @param revocations passkeys whose sessions end also while passkeys are on
     * @param groups what a session may give
     */
    SwitchedOffFilter(MechanismSwitch door, Revocations revocations, GroupSettings groups) {
        this.door = door;
        this.revocations = revocations;
        this.groups = groups;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (door.isOn()) {
            if (!door.isEndedFromBefore(request, response)
                    && !PasskeySessions.isRevoked(request, response, revocations)
                    && !PasskeySessions.isBeyond(request, response, groups)) {
                chain.doFilter(request, response);
            }
            return;
        }
        // By the path that the container has chosen the servlet with: what a client writes may lead elsewhere.
        String path = request.getServletPath();
        if (OwnPaths.containEndpoint(path)) {
            PasskeySessions.tellSwitchedOff(response);
        } else if (OwnPaths.contain(path)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (!PasskeySessions.isEnded(request, response)) {
            chain.doFilter(request, response);
        }
    }
}
