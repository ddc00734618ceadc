// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.config.ApplicationSource;
import ee.passkeys.config.MicroProfileSource;
import ee.passkeys.config.RuntimeSettings;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsInForce;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.config.Switch;
import ee.passkeys.session.ClientAddress;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.value.ApplicationLog;
import jakarta.servlet.ServletContext;
import java.time.Clock;

/**
 * Configuration of one application: its settings, read once, and the switch, which is read again.
 *
 * @param settings what was set at start
 * @param passkeys whether there are passkeys now
 * @param inForce what was set at start, as it was written
 * @param runtime what administrators changed since
 */
record Configuration(Settings settings, Switch passkeys, SettingsInForce inForce, RuntimeSettings runtime) {

    private static final String ATTRIBUTE = "ee.passkeys.configuration";

    /** Reads it for whoever comes first: the container asks us at its start, and CDI makes our beans, in an order of the server's. */
    static Configuration of(ServletContext context) {
        synchronized (Configuration.class) {
            if (context.getAttribute(ATTRIBUTE) instanceof Configuration known) {
                return known;
            }
            ApplicationLog.name(context.getContextPath());
            Configuration read = read(MicroProfileSource.ofServer(), context.getContextPath());
            context.setAttribute(ATTRIBUTE, read);
            context.setAttribute(
                    LoginRecord.USERS, read.settings().storage().userBase().id());
            context.setAttribute(
                    ClientAddress.HEADER,
                    read.settings().limits().addressHeader().orElse(null));
            return read;
        }
    }

    private static Configuration read(SettingSource server, String contextPath) {
        SettingSource atStart = new ApplicationSource(server, contextPath);
        Settings settings = SettingsReader.read(atStart);
        SettingSource now = new ApplicationSource(server.live(), contextPath);
        Switch passkeys = new Switch(now, Clock.systemUTC(), settings.enabled());
        return new Configuration(
                settings, passkeys, SettingsInForce.of(atStart), new RuntimeSettings(settings, passkeys));
    }
}
