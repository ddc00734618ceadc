// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest {

    private static final UUID AAGUID = UUID.fromString("d548826e-79b4-db40-a3d8-11116f7e8349");
    private static final UUID OTHER = UUID.fromString("bada5566-a7aa-401f-bd96-45619a55120d");

    @Test
    void knowsTheProvidersOfTheBundledList() {
        assertThat(Providers.bundled().of(AAGUID).map(Provider::name)).contains("Bitwarden");
        assertThat(Providers.bundled().of(OTHER).map(Provider::name)).contains("1Password");
    }

    @Test
    void namesNobodyWhereTheAuthenticatorTellsNothing() throws IOException {
        Providers providers = read("{'00000000-0000-0000-0000-000000000000': {'name': 'Zero'}}");

        assertThat(providers.of(new UUID(0, 0))).isEmpty();
    }

    @Test
    void namesNobodyItDoesNotKnow() {
        assertThat(Providers.bundled().of(UUID.fromString("01020304-0000-0000-0000-000000000000")))
                .isEmpty();
    }

    @Test
    void takesTheIconForLightGroundsFirst() throws IOException {
        Providers providers = read("{'%s': {'name': 'Safe', 'icon_dark': 'data:image/svg+xml;base64,ZA==',"
                + " 'icon_light': 'data:image/svg+xml;base64,bA=='}}");

        assertThat(providers.of(AAGUID))
                .contains(new Provider(AAGUID.toString(), "Safe", Optional.of("data:image/svg+xml;base64,bA==")));
    }

    @Test
    void passesOverIconsThatLieElsewhere() throws IOException {
        Providers providers = read("{'%s': {'name': 'Safe', 'icon_light': 'https://elsewhere.example/icon.svg'}}");

        assertThat(providers.of(AAGUID)).contains(new Provider(AAGUID.toString(), "Safe", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "17", "''", "", "{'$schema': './aaguid.json.schema'}"})
    void livesWithAnEmptyList(String json) throws IOException {
        assertThat(read(json).of(AAGUID)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "'Safe'", "{}", "{'name': ''}", "{'name': {}}", "{'icon_light': 7}"})
    void leavesOutAnOddEntryAndKeepsTheOthers(String odd) throws IOException {
        Providers providers = read("{'%s': " + odd + ", 'not-an-aaguid': {'name': 'X'}, '" + OTHER
                + "': {'name': 'Other', 'since': 2026, 'icon_light': null}}");

        assertThat(providers.of(AAGUID)).isEmpty();
        assertThat(providers.of(OTHER).map(Provider::name)).contains("Other");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> read("<html>")).isInstanceOf(IOException.class);
    }

    private static Providers read(String json) throws IOException {
        String text = json.replace("%s", AAGUID.toString()).replace('\'', '"');
        return Providers.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
