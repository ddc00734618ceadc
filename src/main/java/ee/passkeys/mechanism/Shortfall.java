// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.OneInstance;
import jakarta.inject.Inject;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a password gives and a passkey cannot, as seen at logins by password: groups that nobody knows without one, and a principal of a class of
 * the application's own. It is told before anybody makes a passkey.
 */
@OneInstance
public class Shortfall {

    private static final System.Logger LOG = ApplicationLog.of(Shortfall.class);

    /** In the session of a caller to whom a passkey would give none of the groups. */
    private static final String NO_GROUPS = "ee.passkeys.no-groups";

    /** Principals that containers make of a name. */
    private static final Pattern OF_CONTAINERS = Pattern.compile(
            "(jakarta|javax|java|sun|com\\.sun|org\\.glassfish|fish\\.payara|org\\.wildfly|org\\.jboss|io\\.undertow|org\\.apache)\\..*");

    private final Admission admission;
    private final Set<String> principals = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Groups groups = Groups.UNSEEN;

    private enum Groups {
        UNSEEN,
        GIVEN,
        LOST
    }

    @Inject
    Shortfall(Admission admission) {
        this.admission = admission;
    }

    /**
     * Whether the password gave a caller groups of which a passkey would give none.
     *
     * @return false as long as no password was seen
     */
    public boolean losesGroups() {
        return groups == Groups.LOST;
    }

    /**
     * The class of principals that callers have after a password alone.
     *
     * @return empty as long as none was seen
     */
    public Optional<String> lostPrincipal() {
        return principals.stream().sorted().findFirst();
    }

    /**
     * Whether a passkey of the caller who is signed in would give no groups, though the password did.
     *
     * @param request the current one
     * @return true for a caller whom that was seen of in this session
     */
    public static boolean isOfCaller(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Principal caller = request.getUserPrincipal();
        return session != null && caller != null && caller.getName().equals(session.getAttribute(NO_GROUPS));
    }

    /** Looks at a login by password. It costs no login anything: what fails is no news. */
    void look(String caller, Set<String> byPassword, HttpServletRequest request, HttpMessageContext context) {
        try {
            lookAtGroups(caller, byPassword, request, context);
            lookAtPrincipal(caller, context.getCallerPrincipal());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "It cannot be found out what a passkey would give", e);
        }
    }

    /** Once somebody gets groups without a password the source of groups is one that works. */
    private void lookAtGroups(
            String caller, Set<String> byPassword, HttpServletRequest request, HttpMessageContext context) {
        if (byPassword.isEmpty() || groups == Groups.GIVEN) {
            return;
        }
        HttpSession session = request.getSession(false);
        if (admission.givesGroups(caller, byPassword, context.getHandler())) {
            groups = Groups.GIVEN;
            if (session != null) {
                session.removeAttribute(NO_GROUPS);
            }
            return;
        }
        groups = Groups.LOST;
        if (session != null) {
            session.setAttribute(NO_GROUPS, caller);
        }
        if (told.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The identity stores give groups with a password only, so a passkey would give none. Set"
                            + " passkeys.groups.remembered=true, or passkeys.groups.query.");
        }
    }

    private void lookAtPrincipal(String caller, @Nullable Principal principal) {
        if (principal == null || isOfContainer(principal.getClass()) || !principals.add(nameOf(principal))) {
            return;
        }
        if (admission.makesPrincipal(caller, principal.getClass())) {
            principals.remove(nameOf(principal));
            return;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "A password gives callers a principal of {0}, a passkey one of the container. Have the identity store take a"
                        + " CallerOnlyCredential.",
                nameOf(principal));
    }

    static boolean isOfContainer(Class<?> type) {
        return type == CallerPrincipal.class
                || OF_CONTAINERS.matcher(type.getName()).matches();
    }

    private static String nameOf(Principal principal) {
        return principal.getClass().getName();
    }
}
