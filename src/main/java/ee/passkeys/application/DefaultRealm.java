// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import static java.util.stream.Collectors.toSet;

import ee.passkeys.value.ApplicationLog;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;

/** Realm that the container itself evaluates, on Payara and GlassFish. */
final class DefaultRealm implements ContainerRealm {

    /** Compared by name, because the classes are the servers'. */
    private static final String GROUP = "org.glassfish.security.common.Group";

    /** GlassFish leaves it where it was told of a caller, and finds the groups when nobody is looking any more. */
    private static final String GROUPS_FOLLOW = "org.glassfish.epicyro.config.helper.Caller";

    /** Knows the realms by their names, on both servers. */
    private static final String REALMS = "com.sun.enterprise.security.auth.realm.Realm";

    private static final System.Logger LOG = ApplicationLog.of(DefaultRealm.class);

    private final String realms;

    DefaultRealm() {
        this(REALMS);
    }

    DefaultRealm(String realms) {
        this.realms = realms;
    }

    @Override
    public boolean knowsGroups() {
        return false;
    }

    @Override
    public Optional<Set<String>> groupsOf(String caller) {
        return Optional.of(Set.of());
    }

    @Override
    public boolean renew(String caller, CallbackHandler container) {
        return PayaraRealms.renew(caller, container);
    }

    /** The container adds groups to any subject that it is asked to give a caller's name; one that is nobody's signs nobody in. */
    @Override
    public Optional<Set<String>> groupsByName(String caller, CallbackHandler container) {
        Subject nobodys = new Subject();
        try {
            container.handle(new Callback[] {new CallerPrincipalCallback(nobodys, caller)});
        } catch (IOException | UnsupportedCallbackException e) {
            throw new IllegalStateException("the container cannot return the groups of a user", e);
        }
        return groupsIn(nobodys);
    }

    @Override
    public Optional<Set<String>> groupsIn(Subject subject) {
        return of(GROUPS_FOLLOW, subject).isEmpty() ? Optional.of(of(GROUP, subject)) : Optional.empty();
    }

    @Override
    public boolean keepTo(Subject subject, Set<String> groups) {
        if (groupsIn(subject).isEmpty()) {
            return false;
        }
        subject.getPrincipals().removeIf(principal -> isGroup(principal) && !groups.contains(principal.getName()));
        return groups.containsAll(of(GROUP, subject));
    }

    private static boolean isGroup(Principal principal) {
        return principal.getClass().getName().equals(GROUP);
    }

    @Override
    public boolean lacks(String name) {
        try {
            return Class.forName(realms, true, DefaultRealm.class.getClassLoader())
                    .getMethod("isValidRealm", String.class)
                    .invoke(null, name)
                    .equals(false);
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "The realms of the server cannot be listed", e);
            return false;
        }
    }

    @Override
    public Optional<Boolean> knows(String name, String realm) {
        return PayaraRealms.knows(name, realm, realms);
    }

    @Override
    public Optional<String> accountId(String caller, String realm) {
        return PayaraRealms.accountId(caller, realm, realms);
    }

    @Override
    public Optional<String> spelling(String caller, String realm) {
        return PayaraRealms.spelling(caller, realm, realms);
    }

    @Override
    public void succeeded(String caller) {
        // nobody counts
    }

    private static Set<String> of(String type, Subject subject) {
        return subject.getPrincipals().stream()
                .filter(principal -> principal.getClass().getName().equals(type))
                .map(principal -> String.valueOf(principal.getName()))
                .collect(toSet());
    }
}
