// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureSpi;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignatureProviderTest {

    @AfterEach
    void remove() {
        Security.removeProvider("Fast");
    }

    @Test
    void isOfTheJdkUnlessAnOperatorChoseAnother() throws Exception {
        assertThat(SignatureProvider.chosen()).isEmpty();
    }

    @Test
    void isTheFirstThatTakesTheKeysOfPasskeys() throws Exception {
        Security.insertProviderAt(new Fast(Takes.class), 1);

        assertThat(SignatureProvider.chosen()).contains("Fast");
    }

    @Test
    void isNotOneThatTakesNone() throws Exception {
        Security.insertProviderAt(new Fast(Refuses.class), 1);

        assertThat(SignatureProvider.chosen()).isEmpty();
    }

    @Test
    void isAddedBehindThoseOfTheJdkByTheFileForOperators() throws Exception {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("server-config/signatures.security"))) {
            file.load(reader);
        }
        int ofTheJdk = (int) IntStream.iterate(1, number -> number + 1)
                .takeWhile(number -> Security.getProperty("security.provider." + number) != null)
                .count();

        assertThat(file.stringPropertyNames())
                .containsExactlyInAnyOrder("security.provider." + (ofTheJdk + 1), "jdk.security.provider.preferred");
        assertThat(file.getProperty("jdk.security.provider.preferred").split(", *"))
                .allMatch(each ->
                        each.matches("Signature\\.\\w+:" + file.getProperty("security.provider." + (ofTheJdk + 1))));
    }

    private static final class Fast extends Provider {

        Fast(Class<? extends SignatureSpi> signature) {
            super("Fast", "1", "for tests");
            put("Signature.SHA256withECDSA", signature.getName());
        }
    }

    /** Made by the security framework. */
    public static class Takes extends SignatureSpi {

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {}

        @Override
        protected void engineInitSign(PrivateKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineUpdate(byte b) {}

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) {}

        @Override
        protected byte[] engineSign() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return false;
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {}

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }

    /** Made by the security framework. */
    public static class Refuses extends Takes {

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException();
        }
    }
}
