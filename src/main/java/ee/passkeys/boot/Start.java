// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.caller.CallerGroups;
import ee.passkeys.config.Settings;
import ee.passkeys.doctor.Doctor;
import ee.passkeys.doctor.cure.Finding;
import ee.passkeys.doctor.cure.Server;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;

/**
 * What is done once, when the application starts: settings are read, so that wrong ones stop the deployment; the doctor looks at everything, and
 * opens the database by that, so that the first user does not wait for it; what is wrong is warned of with its cure, and one line tells the
 * operator what was found.
 */
@ApplicationScoped
class Start {

    private static final System.Logger LOG = System.getLogger(Start.class.getName());

    void onStart(
            @Observes @Initialized(ApplicationScoped.class) Object context,
            Settings settings,
            Doctor doctor,
            Host host,
            CallerGroups groups) {
        if (!settings.enabled()) {
            LOG.log(System.Logger.Level.WARNING, "Passkeys are switched off: passkeys.enabled=false");
            return;
        }
        Server server = Server.of(serverInfo(context));
        doctor.atStart().stream().filter(Finding::isWrong).forEach(finding -> warn(finding, server));
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
    }

    private static String serverInfo(Object context) {
        return context instanceof ServletContext servlets ? String.valueOf(servlets.getServerInfo()) : "";
    }

    /** Level and text alone: a text with arguments would be a pattern, in which the braces of commands count. */
    private static void warn(Finding finding, Server server) {
        List<String> lines = new ArrayList<>();
        lines.add(finding.check() + ": " + finding.finding());
        lines.addAll(finding.cure().on(server));
        LOG.log(System.Logger.Level.WARNING, String.join("\n    ", lines));
    }
}
