// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.install;

import ee.passkeys.config.Setting;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Steps that follow once the jar is in the WAR. */
final class NextSteps {

    /** Settings that most applications need; the others have a suitable default. */
    private static final List<Setting> FIRST =
            List.of(Setting.RP_ID, Setting.ORIGINS, Setting.DATA_SOURCE, Setting.ACCOUNT_QUERY);

    private NextSteps() {}

    /** The lines to print; the application is named as its file, without the ending. */
    static List<String> of(String application) {
        return Stream.of(settings(), places(application), pages(application))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> settings() {
        return Stream.concat(Stream.of("Configure next:"), FIRST.stream().map(NextSteps::line))
                .toList();
    }

    private static String line(Setting setting) {
        String defaultValue =
                setting.defaultValue().map(text -> " Default: " + text + ".").orElse("");
        return String.format("  %-30s %s%s", setting.key(), setting.doc().replace("`", ""), defaultValue);
    }

    private static List<String> places(String application) {
        String key = Setting.RP_ID.key();
        return List.of(
                "",
                "Set them as system properties, as environment variables such as "
                        + key.toUpperCase(Locale.ROOT).replace('.', '_') + ", or by:",
                "  Payara   asadmin set-config-property --propertyName=" + key
                        + " --propertyValue=example.com --source=application --sourceName=" + application,
                "  WildFly  /subsystem=microprofile-config-smallrye/config-source=passkeys:add(properties={" + key
                        + "=example.com})",
                "On WildFly, if the users are in the application's own identity stores, also run:",
                "           /subsystem=undertow/application-security-domain=other:write-attribute(name=integrated-jaspi,value=false)");
    }

    private static List<String> pages(String application) {
        return Stream.of(
                        List.of(
                                "",
                                "Users create passkeys at passkeys/ below the application's path, and sign in at passkeys/login.",
                                "For a button on your own login page, set " + Setting.ENHANCE_LOGIN_FORM.key()
                                        + "=on, or add these lines to the page:"),
                        button("JSP", "${pageContext.request.contextPath}"),
                        button("Facelets", "#{request.contextPath}"),
                        button("Plain HTML, for an application at /" + application, "/" + application))
                .flatMap(List::stream)
                .toList();
    }

    /** The servers show a login page at the address of the page that was asked for: what it refers to must not be relative. */
    private static List<String> button(String page, String contextPath) {
        return List.of(
                "  " + page + ":",
                "    <link rel=\"stylesheet\" href=\"" + contextPath + "/passkeys/passkeys.css\"/>",
                "    <script type=\"module\" src=\"" + contextPath + "/passkeys/passkeys.js\"></script>",
                "    <passkey-sign-in></passkey-sign-in>");
    }
}
