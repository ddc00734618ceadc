// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.caller.CallerGroups;
import ee.passkeys.config.Settings;
import ee.passkeys.credential.JpaPasskeyStore;
import ee.passkeys.credential.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;

/**
 * What is done once, when the application starts: settings are read, so that wrong ones stop the deployment; the database is opened, so that
 * the first user does not wait for it; and one line tells the operator what was found.
 */
@ApplicationScoped
class Start {

    private static final System.Logger LOG = System.getLogger(Start.class.getName());

    void onStart(
            @Observes @Initialized(ApplicationScoped.class) Object context,
            Settings settings,
            JpaPasskeyStore store,
            Host host,
            CallerGroups groups) {
        if (!settings.enabled()) {
            LOG.log(System.Logger.Level.WARNING, "Passkeys are switched off: passkeys.enabled=false");
            return;
        }
        open(store);
        LOG.log(
                System.Logger.Level.INFO,
                "Passkeys for {0}: origins {1}, registration {2}, groups from {3}, data source {4}",
                settings.relyingParty().id(),
                settings.relyingParty().development()
                        ? "localhost on any port"
                        : settings.relyingParty().origins(),
                settings.ceremonies().openRegistration() && host.newAccounts().isPresent() ? "open" : "closed",
                groups.areProvided() ? "the application's identity stores" : "the container's realm",
                settings.storage().dataSource());
        if (context instanceof ServletContext servlets) {
            // The servlet comes later, and not at all where our fragment was left out.
            Examination.of(servlets);
        }
    }

    /** The application starts without its database: whoever wants a passkey meanwhile is told to come back later. */
    private static void open(JpaPasskeyStore store) {
        try {
            store.open();
        } catch (StoreUnavailableException e) {
            LOG.log(System.Logger.Level.ERROR, "Passkeys are not available yet: " + e.getMessage(), e);
        }
    }
}
