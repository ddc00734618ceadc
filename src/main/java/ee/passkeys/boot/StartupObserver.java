// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.application.IdentityStoreGroups;
import ee.passkeys.authorization.GroupSource;
import ee.passkeys.ceremony.SignatureProvider;
import ee.passkeys.config.Settings;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.jpa.JpaPasskeyTransactions;
import ee.passkeys.mechanism.ApplicationMechanism;
import ee.passkeys.value.ApplicationLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.GeneralSecurityException;

/** Startup: opens the database, so that the first user does not wait for it, and logs one line about the configuration. */
@ApplicationScoped
class StartupObserver {

    private static final System.Logger LOG = ApplicationLog.of(StartupObserver.class);

    void onStart(
            @Observes WebApplication.Started now,
            Settings settings,
            JpaPasskeyTransactions store,
            ApplicationBeans host,
            IdentityStoreGroups groups,
            ApplicationMechanism mechanism) {
        if (!settings.enabled()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Passkeys are disabled until the next start, by passkeys.enabled=false or invalid settings.");
            return;
        }
        open(store);
        settings.relyingParties().all().stream()
                .skip(1)
                .forEach(relyingParty -> LOG.log(
                        System.Logger.Level.INFO,
                        "Passkeys for {0} at the hosts {1}: origins {2}",
                        relyingParty.id(),
                        settings.relyingParties().hostsOf(relyingParty),
                        relyingParty.origins()));
        settings.relyingParties()
                .all()
                .forEach(relyingParty -> relyingParty
                        .previousId()
                        .ifPresent(previous -> LOG.log(
                                System.Logger.Level.INFO,
                                "Passkeys of {0} still sign in; their users are asked to create one for {1}.",
                                previous,
                                relyingParty.id())));
        LOG.log(
                System.Logger.Level.INFO,
                "Passkeys for {0}: origins {1}, registration {2}, groups from {3}, data source {4}",
                settings.relyingParty().id(),
                settings.relyingParty().development()
                        ? "localhost on any port"
                        : settings.relyingParty().origins(),
                settings.ceremonies().openRegistration() && host.newAccounts().isPresent() ? "open" : "closed",
                groupsFrom(settings, groups, mechanism),
                settings.storage().dataSource());
        logSignatureProvider();
    }

    private static void logSignatureProvider() {
        try {
            SignatureProvider.chosen()
                    .ifPresent(name ->
                            LOG.log(System.Logger.Level.INFO, "Signatures of passkeys are verified by {0}.", name));
        } catch (GeneralSecurityException e) {
            LOG.log(System.Logger.Level.ERROR, "This JVM cannot verify signatures of passkeys: {0}", e.getMessage());
        }
    }

    private static String groupsFrom(Settings settings, IdentityStoreGroups groups, ApplicationMechanism mechanism) {
        if (settings.groups().query().isPresent()) {
            return "passkeys.groups.query";
        }
        if (!settings.groups().remembered() && mechanism.isThere() && groups.needPassword()) {
            return GroupSource.PASSWORD_ALONE.words() + " (passkeys.groups.remembered=true keeps them)";
        }
        String source = groups.areProvided() ? "the application's identity stores" : "the server's realm";
        return settings.groups().remembered() ? source + " or the last password sign-in" : source;
    }

    /** The application starts without its database: whoever wants a passkey meanwhile is told to come back later. */
    private static void open(JpaPasskeyTransactions store) {
        try {
            store.open();
        } catch (StoreUnavailableException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Passkeys are unavailable ({0}); the database is retried at the next passkey request.",
                    e.getMessage());
            LOG.log(System.Logger.Level.DEBUG, "Passkeys are unavailable", e);
        }
    }
}
