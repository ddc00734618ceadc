// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.value.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The limits of origins")
class OriginGroupsReaderTest {

    private static final Origin APP = new Origin("https://app.example");
    private static final Origin PARTNER = new Origin("https://partner.example");

    private final List<String> mistakes = new ArrayList<>();
    private List<Origin> origins = List.of(APP, PARTNER);

    @Test
    void areReadFromAPropertiesFileWithAnEscapedColon() throws IOException {
        assertThat(read(SettingsFile.of("passkeys.groups.origin.https\\://partner.example=user, guest")))
                .isEqualTo(Map.of(PARTNER, Set.of("user", "guest")));
        assertThat(mistakes).isEmpty();
    }

    @Test
    void areAMistakeWhereTheColonIsNotEscaped() throws IOException {
        assertThat(read(SettingsFile.of("passkeys.groups.origin.https://partner.example=user, guest")))
                .isEmpty();
        assertThat(mistakes)
                .singleElement()
                .asString()
                .startsWith("passkeys.groups.origin.https: ")
                .contains("write the colon");
    }

    @Test
    void areReadFromTheEnvironmentWhichCannotListThem() {
        SettingSource source = new ProcessSource(Map.of("PASSKEYS_GROUPS_ORIGIN_HTTPS___PARTNER_EXAMPLE", "user"));

        assertThat(read(source)).isEqualTo(Map.of(PARTNER, Set.of("user")));
        assertThat(mistakes).isEmpty();
    }

    @Test
    void areReadOnceWhereTheServerListsAVariableInItsOwnSpelling() {
        String listed = "passkeys.groups.origin.https...partner.example";
        SettingSource source =
                SettingSource.of(Map.of(listed, "user", "passkeys.groups.origin.https://partner.example", "user"));

        assertThat(read(source)).isEqualTo(Map.of(PARTNER, Set.of("user")));
        assertThat(mistakes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example",
                "https://partner-example",
                "http://partner.example",
                "https://partner.example/",
                "https://PARTNER.example",
                "https://partner.example:8443",
                "partner.example",
                "*"
            })
    void areAMistakeForAnythingButAnOriginOfTheApplication(String origin) {
        assertThat(read(SettingSource.of(Map.of("passkeys.groups.origin." + origin, "user"))))
                .isEmpty();
        assertThat(mistakes).singleElement().asString().contains("got the origin \"" + origin + "\"");
    }

    @Test
    void areAMistakeForSomethingElseBesideAnOriginOfTheApplication() {
        assertThat(read(SettingSource.of(Map.of(
                        "passkeys.groups.origin.https://partner.example",
                        "user",
                        "passkeys.groups.origin.partner.example",
                        "guest"))))
                .isEqualTo(Map.of(PARTNER, Set.of("user")));
        assertThat(mistakes).singleElement().asString().contains("got the origin \"partner.example\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , "})
    void areAMistakeWithoutAnyGroup(String groups) {
        assertThat(read(SettingSource.of(Map.of("passkeys.groups.origin.https://partner.example", groups))))
                .isEmpty();
        assertThat(mistakes).isNotEmpty();
    }

    @Test
    void areForAnyPortInDevelopment() {
        origins = List.of();

        assertThat(read(SettingSource.of(Map.of("passkeys.groups.origin.http://localhost:3000", "user"))))
                .isEqualTo(Map.of(new Origin("http://localhost:3000"), Set.of("user")));
    }

    @Test
    void keepASignInOfUnknownOriginFromEveryGroupWhereThereAreAny() {
        Settings.GroupSettings settings = SettingsReader.read(SettingSource.of(Map.of(
                        "passkeys.rp.id", "partner.example", "passkeys.groups.origin.https://partner.example", "user")))
                .groups();

        assertThat(settings.mostFrom(Optional.empty())).contains(Set.of());
        assertThat(settings.mostFrom(Optional.of(PARTNER))).contains(Set.of("user"));
        assertThat(settings.mostFrom(Optional.of(APP))).isEmpty();
    }

    private Map<Origin, Set<String>> read(SettingSource source) {
        return new OriginGroupsReader(
                        source,
                        RelyingParties.of(new RelyingPartySettings("example", "Example", origins, List.of())),
                        (key, got, cure) -> mistakes.add(key + ": " + got + "; set it to " + cure))
                .read();
    }
}
