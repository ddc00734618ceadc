// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.value.Base64Url;
import java.security.SecureRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is sealed")
class SecretBoxTest {

    private static final String OLD = SharedSecrets.filledWith(1);
    private static final String NEW = SharedSecrets.filledWith(2);
    private static final byte[] PLAIN = "ada@example.org".getBytes(UTF_8);

    private final SecretBox box = box(SharedSecrets.of(NEW, OLD));
    private final String sealed = box.seal("mail", "ada", PLAIN);

    @Test
    void opensForItsPurposeAndItsContext() {
        assertThat(box.open("mail", "ada", sealed)).hasValue(PLAIN);
    }

    @Test
    void opensForNoOtherPurpose() {
        assertThat(box.open("token", "ada", sealed)).isEmpty();
    }

    @Test
    void opensInNoOtherContext() {
        assertThat(box.open("mail", "bob", sealed)).isEmpty();
    }

    @Test
    void doesNotShowWhatItIs() {
        assertThat(Base64Url.decode(sealed.substring(sealed.indexOf('.') + 1)))
                .asString(UTF_8)
                .doesNotContain("ada", "example");
    }

    @Test
    void looksDifferentEachTime() {
        assertThat(box.seal("mail", "ada", PLAIN)).isNotEqualTo(sealed);
    }

    @Test
    void opensUnderThePreviousSecret() {
        String before = box(SharedSecrets.of(OLD)).seal("mail", "ada", PLAIN);

        assertThat(box.open("mail", "ada", before)).hasValue(PLAIN);
    }

    @Test
    void opensNoMoreWhenItsSecretIsGone() {
        assertThat(box(SharedSecrets.of(SharedSecrets.filledWith(3))).open("mail", "ada", sealed))
                .isEmpty();
    }

    @Test
    void mayBeEmpty() {
        String nothing = box.seal("mail", "ada", new byte[0]);

        assertThat(box.open("mail", "ada", nothing))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEmpty());
    }

    @Test
    void opensWithNoByteAltered() {
        String id = sealed.substring(0, sealed.indexOf('.') + 1);
        byte[] bytes = Base64Url.decode(sealed.substring(id.length()));
        for (int i = 0; i < bytes.length; i++) {
            byte[] altered = bytes.clone();
            altered[i] ^= 1;
            assertThat(box.open("mail", "ada", id + Base64Url.encode(altered)))
                    .as("byte " + i)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1", "1.", ".AAAA", "1.AAAA", "1.AAAAAAAAAAAAAAAA", "1.???", "1.AAAA.AAAA"})
    void isNothingThatOnlyLooksLikeIt(String text) {
        String id = sealed.substring(0, sealed.indexOf('.'));

        assertThat(box.open("mail", "ada", text.replaceFirst("^1", id))).isEmpty();
    }

    private static SecretBox box(Secrets secrets) {
        return new SecretBox(secrets, new SecureRandom());
    }
}
