// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.Seldom;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.wildfly.security.auth.SupportLevel;
import org.wildfly.security.auth.server.RealmIdentity;
import org.wildfly.security.auth.server.RealmUnavailableException;
import org.wildfly.security.auth.server.SecurityDomain;
import org.wildfly.security.auth.server.ServerAuthenticationContext;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.evidence.PasswordGuessEvidence;

/**
 * Realm of the security domain on WildFly. From 39.0.1 on it counts every caller who is authorized by name alone as one who has guessed a
 * wrong password, and locks the account in all applications after ten of them, unless somebody says that the login succeeded. Where a
 * session came from another node, it has lost the groups.
 */
final class ElytronRealm implements ContainerRealm {

    private static final System.Logger LOG = ApplicationLog.of(ElytronRealm.class);

    private final Seldom rejections = new Seldom();
    private final Seldom faults = new Seldom();

    @Override
    public boolean knowsGroups() {
        return SecurityDomain.getCurrent() != null;
    }

    @Override
    public Optional<Set<String>> groupsOf(String caller) {
        SecurityDomain domain = SecurityDomain.getCurrent();
        try {
            if (domain == null || isGone(caller, domain)) {
                return Optional.of(Set.of());
            }
            if (!takesPasswords(caller, domain)) {
                rejections.log(
                        LOG,
                        System.Logger.Level.WARNING,
                        "Passkey of user \"" + caller
                                + "\" rejected: the realm currently accepts no password of this user. Either the account is"
                                + " locked for some minutes after too many wrong passwords, or it has no password.");
                return Optional.empty();
            }
            return authorized(caller, domain);
        } catch (RealmUnavailableException e) {
            faults.log(LOG, System.Logger.Level.ERROR, "The account status of a user cannot be read from the realm", e);
            return Optional.empty();
        }
    }

    /** Nothing is renewed, for nothing is remembered. A realm that is away keeps nobody out whose accounts are elsewhere. */
    @Override
    public boolean renew(String caller, CallbackHandler container) {
        SecurityDomain domain = SecurityDomain.getCurrent();
        try {
            return domain == null || !isGone(caller, domain);
        } catch (RealmUnavailableException e) {
            LOG.log(System.Logger.Level.DEBUG, "The realm cannot be searched for a user", e);
            return true;
        }
    }

    /** It takes what it is told in place of its own. To ask by name would count as one more wrong password. */
    @Override
    public Optional<Set<String>> groupsByName(String caller, CallbackHandler container) {
        return Optional.of(Set.of());
    }

    @Override
    public Optional<Set<String>> groupsIn(Subject subject) {
        return Optional.empty();
    }

    /** WildFly gives just the groups that it was told of, and those of its realm only where it was told of none. */
    @Override
    public boolean keepTo(Subject subject, Set<String> groups) {
        return !groups.isEmpty();
    }

    /** What {@code web.xml} calls the realm is a text for the browser's dialog there. */
    @Override
    public boolean lacks(String name) {
        return false;
    }

    /** Without a security domain no realm is behind the application. */
    @Override
    public Optional<Boolean> knows(String name, String realm) {
        SecurityDomain domain = SecurityDomain.getCurrent();
        try {
            return Optional.of(domain != null && exists(name, domain));
        } catch (RealmUnavailableException e) {
            faults.log(LOG, System.Logger.Level.WARNING, "The realm cannot be searched for a user", e);
            return Optional.empty();
        }
    }

    @Override
    public void succeeded(String caller) {
        SecurityDomain domain = SecurityDomain.getCurrent();
        try {
            if (domain != null && exists(caller, domain)) {
                authorized(caller, domain);
            }
        } catch (RealmUnavailableException e) {
            faults.log(LOG, System.Logger.Level.WARNING, "The realm could not be notified of a successful sign-in", e);
        }
    }

    private static boolean exists(String caller, SecurityDomain domain) throws RealmUnavailableException {
        RealmIdentity identity = domain.getIdentity(caller);
        try {
            return identity.exists();
        } finally {
            identity.dispose();
        }
    }

    /**
     * Nobody of that name could bring a password. A realm in a database, or in files, says that a user exists of whom only groups are left. Of a
     * locked account WildFly shows nothing, not even groups.
     */
    private static boolean isGone(String caller, SecurityDomain domain) throws RealmUnavailableException {
        RealmIdentity identity = domain.getIdentity(caller);
        try {
            return !identity.exists()
                    || (!takesPasswords(identity)
                            && !identity.getAuthorizationIdentity()
                                    .getAttributes()
                                    .isEmpty());
        } finally {
            identity.dispose();
        }
    }

    /** A locked account is there, and takes none. To ask for it in an authentication would count as one more that failed. */
    private static boolean takesPasswords(String caller, SecurityDomain domain) throws RealmUnavailableException {
        RealmIdentity identity = domain.getIdentity(caller);
        try {
            return takesPasswords(identity);
        } finally {
            identity.dispose();
        }
    }

    private static boolean takesPasswords(RealmIdentity identity) throws RealmUnavailableException {
        return identity.getEvidenceVerifySupport(PasswordGuessEvidence.class, null) != SupportLevel.UNSUPPORTED
                && !lacksPassword(identity);
    }

    /**
     * A realm in property files says of everybody that it takes passwords, also of who is left in the file of the roles alone. One that
     * does not show passwords, such as a directory that is asked to check them, says so.
     */
    private static boolean lacksPassword(RealmIdentity identity) throws RealmUnavailableException {
        return identity.getCredentialAcquireSupport(PasswordCredential.class, null, null) == SupportLevel.SUPPORTED
                && identity.getCredential(PasswordCredential.class) == null;
    }

    /** Looks the groups up, as an authentication that succeeds. */
    private static Optional<Set<String>> authorized(String caller, SecurityDomain domain)
            throws RealmUnavailableException {
        try (ServerAuthenticationContext context = domain.createNewAuthenticationContext()) {
            context.setAuthenticationName(caller);
            if (!context.authorize()) {
                return Optional.empty();
            }
            Set<String> groups = new HashSet<>();
            context.getAuthorizedIdentity().getRoles().forEach(groups::add);
            context.succeed();
            return Optional.of(groups);
        }
    }
}
