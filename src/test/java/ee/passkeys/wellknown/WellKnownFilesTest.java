// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.wellknown;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The well-known files")
class WellKnownFilesTest {

    @Test
    void nameOriginsPagesAndApps() {
        Map<String, String> files = files(Map.of(
                "passkeys.rp.id", "example.org",
                "passkeys.origins",
                        "https://example.org,https://app.example.org,https://example.de,https://shop.example.co.uk:8443,"
                                + "android:apk-key-hash:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                "passkeys.android.packages", "org.example.app",
                "passkeys.ios.apps", "ABCDE12345.org.example.app"));

        assertThat(files)
                .containsEntry(
                        "/.well-known/webauthn",
                        "{\"origins\":[\"https://example.de\",\"https://shop.example.co.uk:8443\"]}")
                .containsEntry(
                        "/.well-known/passkey-endpoints",
                        "{\"enroll\":\"https://example.org/passkeys/\",\"manage\":\"https://example.org/passkeys/\"}")
                .containsEntry(
                        "/.well-known/apple-app-site-association",
                        "{\"webcredentials\":{\"apps\":[\"ABCDE12345.org.example.app\"]}}");
        assertThat(files.get("/.well-known/assetlinks.json"))
                .contains("\"package_name\":\"org.example.app\"")
                .contains("\"sha256_cert_fingerprints\":[\"00:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:10:11:12:13:"
                        + "14:15:16:17:18:19:1A:1B:1C:1D:1E:1F\"]");
    }

    @Test
    void areThereWhereThereIsNothingToName() {
        assertThat(files(Map.of()))
                .containsEntry("/.well-known/webauthn", "{\"origins\":[]}")
                .containsEntry("/.well-known/passkey-endpoints", "{}")
                .containsEntry("/.well-known/assetlinks.json", "[]")
                .containsEntry("/.well-known/apple-app-site-association", "{\"webcredentials\":{\"apps\":[]}}");
    }

    @Test
    void leadToThePagesOfAnApplicationThatIsNotAtTheRoot() {
        Settings settings = SettingsReader.read(SettingSource.of(Map.of("passkeys.rp.id", "example.org")));

        assertThat(WellKnownFiles.of(settings.relyingParty(), settings.apps(), "/lager"))
                .containsEntry(
                        "/.well-known/passkey-endpoints",
                        "{\"enroll\":\"https://example.org/lager/passkeys/\",\"manage\":\"https://example.org/lager/passkeys/\"}");
    }

    private static Map<String, String> files(Map<String, String> values) {
        Settings settings = SettingsReader.read(SettingSource.of(values));
        return WellKnownFiles.of(settings.relyingParty(), settings.apps(), "");
    }
}
