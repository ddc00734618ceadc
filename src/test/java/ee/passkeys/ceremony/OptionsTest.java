// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ee.passkeys.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The options of a ceremony")
class OptionsTest {

    private static final Map<String, String> HYBRID = Map.of("passkeys.hints", "hybrid,client-device");

    @Test
    @DisplayName("§5.8.7: have the hints of the settings in both ceremonies")
    void haveHints() throws ProblemException {
        TestCeremonies test = new TestCeremonies(HYBRID);

        assertThat(hints(creation(test, List.of()))).isEqualTo("[\"hybrid\",\"client-device\"]");
        assertThat(hints(request(test).publicKey())).isEqualTo("[\"hybrid\",\"client-device\"]");
        assertThat(hints(creation(new TestCeremonies(), List.of()))).isEqualTo("[]");
    }

    @Test
    @DisplayName("§5.8.7: have the hints of the call in place of those of the settings")
    void haveHintsOfTheCall() throws ProblemException {
        TestCeremonies test = new TestCeremonies(HYBRID);

        assertThat(hints(creation(test, List.of("security-key")))).isEqualTo("[\"security-key\"]");
        assertThat(hints(request(test).hinting(List.of("security-key")).publicKey()))
                .isEqualTo("[\"security-key\"]");
        assertThat(hints(request(test).hinting(List.of()).publicKey())).isEqualTo("[\"hybrid\",\"client-device\"]");
    }

    @ParameterizedTest
    @CsvSource({"required, userVerificationRequired", "preferred, userVerificationOptionalWithCredentialIDList"})
    @DisplayName("ask for credProps, and for the protection of a security key that fits the user verification")
    void haveExtensions(String verification, String protection) throws ProblemException {
        JsonNode extensions = creation(
                        new TestCeremonies(Map.of("passkeys.user-verification", verification)), List.of())
                .path("extensions");

        assertThat(extensions.path("credProps").booleanValue()).isTrue();
        assertThat(extensions.path("credentialProtectionPolicy").textValue()).isEqualTo(protection);
        assertThat(extensions.path("enforceCredentialProtectionPolicy").booleanValue())
                .isFalse();
    }

    private static JsonNode creation(TestCeremonies test, List<String> hints) throws ProblemException {
        return test.registration()
                .begin(TestCeremonies.BROWSER, "ann", false, hints)
                .publicKey();
    }

    private static StartedCeremony request(TestCeremonies test) throws ProblemException {
        return test.ceremonies.authentication().begin(TestCeremonies.BROWSER, false);
    }

    private static String hints(JsonNode options) {
        return options.path("hints").toString();
    }
}
