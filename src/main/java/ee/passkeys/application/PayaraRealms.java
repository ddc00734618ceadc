// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import ee.passkeys.value.ApplicationLog;
import java.util.Enumeration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.security.auth.callback.CallbackHandler;

/**
 * The realms of Payara, asked behind the container's back. We do not compile against the server; where the parts are others than we know, all
 * stays as the container does it.
 */
final class PayaraRealms {

    private static final System.Logger LOG = ApplicationLog.of(PayaraRealms.class);

    private static final String FILES = "FileRealm";
    private static final String HANDLER = "com.sun.enterprise.security.jaspic.callback.ContainerCallbackHandler";
    private static final String REALM = "com.sun.enterprise.security.auth.realm.Realm";
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private PayaraRealms() {}

    /**
     * Has the realm of an application know the groups of a caller as they are now, where it keeps them in memory.
     *
     * @param container who asks that realm
     * @return false where the realm has nobody of that name who could bring a password
     * @throws IllegalStateException when the tables or the directory cannot be asked
     */
    static boolean renew(String caller, CallbackHandler container) {
        return !container.getClass().getName().equals(HANDLER) || renewBehind(container, caller);
    }

    /** Where the parts are not as we know them, nothing speaks against the caller. */
    static boolean renewBehind(CallbackHandler container, String caller) {
        try {
            Optional<PrivateAccess> realm = behind(container);
            return realm.isEmpty() || renew(caller, realm.get());
        } catch (ReflectiveOperationException | ClassCastException e) {
            if (!WARNED.getAndSet(true)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Unsupported Payara version: the realm's internals were not recognized. With a JDBC or LDAP realm, passkey sign-ins get"
                                + " the groups in the realm's cache, or none. Set passkeys.groups.query and passkeys.groups.parity=refuse.",
                        e);
            }
            return true;
        }
    }

    /**
     * Whether a realm has a user of that name.
     *
     * @param named the realm, empty for the default one
     * @param realms the class that knows the realms by name
     * @return empty where the realm cannot be asked
     */
    static Optional<Boolean> knows(String caller, String named, String realms) {
        try {
            return has(caller, named(named, realms));
        } catch (ReflectiveOperationException | LinkageError | ClassCastException | IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "The realm cannot be searched for a user", e);
            return Optional.empty();
        }
    }

    /**
     * What tells the account of a caller from a later one of the same name.
     *
     * @throws IllegalStateException when the realm does not answer
     */
    static Optional<String> accountId(String caller, String named, String realms) {
        try {
            Optional<PayaraRealm> realm = of(named(named, realms));
            return realm.isPresent() ? realm.get().accountId(caller) : Optional.empty();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            LOG.log(System.Logger.Level.DEBUG, "The realm cannot be asked for the id of an account", e);
            return Optional.empty();
        }
    }

    /** How a realm itself spells the name of a user; empty also where it does not answer, and will find no password right. */
    static Optional<String> spelling(String caller, String named, String realms) {
        try {
            Optional<PayaraRealm> realm = of(named(named, realms));
            return realm.isPresent() ? realm.get().spelling(caller) : Optional.empty();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException | IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "The realm cannot be asked for the spelling of a name", e);
            return Optional.empty();
        }
    }

    private static PrivateAccess named(String named, String realms) throws ReflectiveOperationException {
        PrivateAccess all = PrivateAccess.ofType(Class.forName(realms, true, PayaraRealms.class.getClassLoader()));
        Object usual = all.call(Object.class, "getDefaultRealm");
        boolean there = !named.isEmpty() && all.call(Boolean.class, "isValidRealm", named);
        return PrivateAccess.of(all.call(Object.class, "getInstance", there ? named : usual));
    }

    /**
     * Realms that look whenever they are asked throw for a user whom they do not have. One with files knows its users themselves; of another the
     * groups are asked for, and no groups are no answer.
     */
    private static Optional<Boolean> has(String caller, PrivateAccess realm) throws ReflectiveOperationException {
        Optional<PayaraRealm> remembering = of(realm);
        if (remembering.isPresent()) {
            return Optional.of(remembering.get().groupsOf(caller).isPresent());
        }
        try {
            if (realm.type().getSimpleName().equals(FILES)) {
                return Optional.of(realm.call("getUser", caller).isPresent());
            }
            return realm.call(Enumeration.class, "getGroupNames", caller).hasMoreElements()
                    ? Optional.of(true)
                    : Optional.empty();
        } catch (IllegalStateException e) {
            boolean nobody = e.getCause() != null
                    && e.getCause().getClass().getSimpleName().equals("NoSuchUserException");
            if (nobody) {
                return Optional.of(false);
            }
            throw e;
        }
    }

    /** A realm with files looks whenever it is asked, and gives a user whom it does not have no groups. */
    private static boolean renew(String caller, PrivateAccess realm) throws ReflectiveOperationException {
        Optional<PayaraRealm> remembering = of(realm);
        if (remembering.isPresent()) {
            return remembering.get().renew(caller);
        }
        return !realm.type().getSimpleName().equals(FILES) || has(caller, realm).orElse(true);
    }

    /** Empty for a realm that the server does not have. */
    private static Optional<PrivateAccess> behind(CallbackHandler container) throws ReflectiveOperationException {
        Optional<Object> named = PrivateAccess.of(container)
                .field("handler")
                .field("handlerContext")
                .call("getRealmName");
        PrivateAccess realms = PrivateAccess.ofType(
                Class.forName(REALM, false, container.getClass().getClassLoader()));
        Object name = named.filter(any -> !any.equals("")).orElse(realms.call(Object.class, "getDefaultRealm"));
        if (!realms.call(Boolean.class, "isValidRealm", name)) {
            return Optional.empty();
        }
        return Optional.of(PrivateAccess.of(realms.call(Object.class, "getInstance", name)));
    }

    private static Optional<PayaraRealm> of(PrivateAccess realm) {
        return switch (realm.type().getSimpleName()) {
            case "JDBCRealm" -> Optional.of(new PayaraJdbcRealm(realm));
            case "LDAPRealm" -> Optional.of(new PayaraLdapRealm(realm));
            default -> Optional.empty();
        };
    }
}
