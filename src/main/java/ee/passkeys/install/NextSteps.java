// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import ee.passkeys.config.Setting;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is left to do once the jar is in the WAR. */
final class NextSteps {

    /** The settings that an application usually needs; the others have a default that does. */
    private static final List<Setting> FIRST =
            List.of(Setting.RP_ID, Setting.ORIGINS, Setting.DATA_SOURCE, Setting.ACCOUNT_QUERY);

    private NextSteps() {}

    /** The lines to print; the application is named as its file, without the ending. */
    static List<String> of(String application) {
        return Stream.of(settings(), places(application), pages())
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> settings() {
        return Stream.concat(Stream.of("Configure next:"), FIRST.stream().map(NextSteps::line))
                .toList();
    }

    private static String line(Setting setting) {
        String standard =
                setting.standard().map(text -> "; " + text + " when absent").orElse("");
        return String.format("  %-30s %s%s", setting.key(), setting.doc().replace("`", ""), standard);
    }

    private static List<String> places(String application) {
        String key = Setting.RP_ID.key();
        return List.of(
                "",
                "As system properties, as environment variables such as "
                        + key.toUpperCase(Locale.ROOT).replace('.', '_') + ", or:",
                "  Payara   asadmin set-config-property --propertyName=" + key
                        + " --propertyValue=example.com --source=application --sourceName=" + application,
                "  WildFly  /subsystem=microprofile-config-smallrye/config-source=passkeys:add(properties={" + key
                        + "=example.com})",
                "On WildFly, where the users live in the application's own identity stores, also:",
                "           /subsystem=undertow/application-security-domain=other:write-attribute(name=integrated-jaspi,value=false)");
    }

    private static List<String> pages() {
        return List.of(
                "",
                "Users make their passkeys at passkeys/ below the application's path, and sign in at passkeys/login.",
                "On a login page of your own: <script type=\"module\" src=\"passkeys/passkeys.js\"></script> and"
                        + " <passkey-sign-in></passkey-sign-in>");
    }
}
