// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.doctor.Doctor;
import ee.passkeys.doctor.cure.Finding;
import ee.passkeys.server.ServerProfile;
import ee.passkeys.value.ApplicationLog;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import java.util.ArrayList;
import java.util.List;

/**
 * Startup checks: runs the doctor at startup, and logs a warning for each problem with its cure. It is a servlet without a path, made at
 * start: a listener that is added by code may not look at much.
 */
public final class StartupChecks extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final System.Logger LOG = ApplicationLog.of(StartupChecks.class);
    private static final String DONE = StartupChecks.class.getName();

    /** Made by the container. */
    public StartupChecks() {}

    @Override
    public void init() {
        of(getServletContext());
    }

    /** Does it once: servers differ in what they call first. */
    static void of(ServletContext context) {
        if (context.getAttribute(DONE) == null) {
            context.setAttribute(DONE, true);
            Doctor doctor = CDI.current().select(Doctor.class).get();
            doctor.atStart().stream().filter(Finding::isWrong).forEach(finding -> warn(finding, doctor.server()));
        }
    }

    /** Level and text alone: a text with arguments would be a pattern, in which the braces of commands count. */
    private static void warn(Finding finding, ServerProfile server) {
        List<String> lines = new ArrayList<>();
        lines.add(finding.check() + ": " + finding.finding());
        lines.addAll(finding.cure().on(server));
        LOG.log(System.Logger.Level.WARNING, String.join("\n    ", lines));
    }
}
