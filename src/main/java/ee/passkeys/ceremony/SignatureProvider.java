// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * The security provider of the JVM that verifies the signatures of passkeys. Operators choose it by the JVM's own configuration: the library
 * takes the first that can, and some are much faster than that of the JDK.
 */
public final class SignatureProvider {

    private static final String OF_THE_JDK = "SunEC";

    /** ECDSA on P-256 with SHA-256, the algorithm of nearly all passkeys. */
    private static final String ALGORITHM = "SHA256withECDSA";

    /** The generator of P-256 as a public key: a provider is chosen for a key only. */
    private static final String KEY =
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54W"
                    + "K84zV2sxXs7LtkBoN79R9Q==";

    private SignatureProvider() {}

    /**
     * Returns the provider that an operator chose.
     *
     * @return its name, such as {@code AmazonCorrettoCryptoProvider}; empty if it is the JDK's own
     * @throws GeneralSecurityException where the JVM has none, so that it cannot verify any passkey
     */
    public static Optional<String> chosen() throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initVerify(KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(KEY))));
        return Optional.of(signature.getProvider().getName()).filter(name -> !name.equals(OF_THE_JDK));
    }
}
