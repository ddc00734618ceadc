// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.yubico.webauthn.data.COSEAlgorithmIdentifier;
import ee.passkeys.testkit.KeyKind;
import ee.passkeys.testkit.SoftAuthenticator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The signature algorithms of the settings")
class SignatureAlgorithmsTest {

    private static final List<Integer> CHOSEN = List.of(-48, -49, -50, -8, -7);

    @Test
    void areAllOfferedWhereLibraryAndJavaKnowThem() {
        assertThat(new SignatureAlgorithms(algorithm -> true, name -> true).offered(CHOSEN))
                .isEqualTo(CHOSEN);
    }

    @Test
    void areOfferedWithoutThoseThatTheLibraryDoesNotKnow() {
        SignatureAlgorithms algorithms = new SignatureAlgorithms(algorithm -> algorithm == -49, name -> true);

        assertThat(algorithms.offered(CHOSEN)).containsExactly(-49, -8, -7);
        assertThat(algorithms.obstacle(-48)).contains("the WebAuthn library has no ML-DSA-44");
    }

    @Test
    void areOfferedWithoutThoseThatJavaDoesNotKnow() {
        SignatureAlgorithms algorithms = new SignatureAlgorithms(algorithm -> true, name -> name.equals("ML-DSA-44"));

        assertThat(algorithms.offered(CHOSEN)).containsExactly(-48, -8, -7);
        assertThat(algorithms.obstacle(-50))
                .hasValueSatisfying(what -> assertThat(what).matches("Java \\d+ has no ML-DSA-87"));
    }

    @Test
    void areThoseThatCanBeVerifiedHere() throws Exception {
        JsonNode offered = new TestCeremonies(Map.of("passkeys.algorithms", "-48,-49,-50,-8,-7"))
                .registration()
                .begin(TestCeremonies.BROWSER, "ann", false, List.of())
                .publicKey()
                .path("pubKeyCredParams");

        assertThat(offered)
                .extracting(parameter -> parameter.path("alg").intValue())
                .isEqualTo(CHOSEN.stream()
                        .filter(algorithm -> algorithm > -48 || isKnown(algorithm))
                        .toList());
    }

    /** Runs as soon as there is a library, and a Java, that can. */
    @ParameterizedTest
    @EnumSource(
            value = KeyKind.class,
            names = {"ML_DSA_44", "ML_DSA_65", "ML_DSA_87"})
    void makeAPasskeyByMlDsaAndSignInWithIt(KeyKind kind) throws Exception {
        Optional<String> obstacle = SignatureAlgorithms.HERE.obstacle(kind.cose());
        assumeTrue(obstacle.isEmpty(), () -> "not offered: " + obstacle.orElseThrow());
        TestCeremonies test = new TestCeremonies(Map.of("passkeys.algorithms", kind.cose() + ",-7"));
        SoftAuthenticator phone = new SoftAuthenticator(kind);

        test.register("ann", phone);

        assertThat(test.signIn(phone).caller()).isEqualTo("ann");
    }

    private static boolean isKnown(int algorithm) {
        try {
            Signature.getInstance("ML-DSA-" + Map.of(-48, 44, -49, 65, -50, 87).get(algorithm));
            return COSEAlgorithmIdentifier.fromId(algorithm).isPresent();
        } catch (NoSuchAlgorithmException e) {
            return false;
        }
    }
}
