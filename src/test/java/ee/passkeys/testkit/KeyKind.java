// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import com.upokecenter.cbor.CBORObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Kinds of keys that the software authenticator makes.
 *
 * @since 0.1
 * @see <a href="https://www.iana.org/assignments/cose/cose.xhtml#algorithms">COSE Algorithms</a>
 */
public enum KeyKind {
    /** Ed25519. */
    EDDSA(-8, "Ed25519"),
    /** ECDSA on P-256 with SHA-256. */
    ES256(-7, "SHA256withECDSA"),
    /** ECDSA on P-384 with SHA-384. */
    ES384(-35, "SHA384withECDSA"),
    /** ECDSA on P-521 with SHA-512. */
    ES512(-36, "SHA512withECDSA"),
    /** RSA with SHA-256, 2048 bits. */
    RS256(-257, "SHA256withRSA"),
    /** RSA with SHA-384, 2048 bits. */
    RS384(-258, "SHA384withRSA"),
    /** RSA with SHA-512, 2048 bits. */
    RS512(-259, "SHA512withRSA"),
    /** ML-DSA-44, which Java has from version 24. */
    ML_DSA_44(-48, "ML-DSA-44"),
    /** ML-DSA-65, which Java has from version 24. */
    ML_DSA_65(-49, "ML-DSA-65"),
    /** ML-DSA-87, which Java has from version 24. */
    ML_DSA_87(-50, "ML-DSA-87");

    private final int cose;
    private final String signature;

    KeyKind(int cose, String signature) {
        this.cose = cose;
        this.signature = signature;
    }

    /**
     * Returns the number of the COSE algorithm.
     *
     * @return a negative number
     */
    public int cose() {
        return cose;
    }

    static KeyKind of(int cose) {
        return Stream.of(values()).filter(kind -> kind.cose == cose).findFirst().orElseThrow();
    }

    KeyPair generate() throws GeneralSecurityException {
        if (this == EDDSA) {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        }
        if (isLatticeBased()) {
            return KeyPairGenerator.getInstance(signature).generateKeyPair();
        }
        boolean rsa = name().startsWith("RS");
        KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
        if (rsa) {
            generator.initialize(2048);
        } else {
            generator.initialize(new ECGenParameterSpec(curve()));
        }
        return generator.generateKeyPair();
    }

    byte[] sign(KeyPair pair, byte[] message) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(signature);
        signer.initSign(pair.getPrivate());
        signer.update(message);
        return signer.sign();
    }

    /** The public key in COSE. */
    CBORObject cose(PublicKey key) {
        CBORObject map = CBORObject.NewOrderedMap().Add(3, cose);
        if (isLatticeBased()) {
            return map.Add(1, 7).Add(-1, end(key.getEncoded(), keyLength()));
        }
        if (key instanceof EdECPublicKey edwards) {
            return map.Add(1, 1).Add(-1, 6).Add(-2, littleEndian(edwards));
        }
        if (key instanceof ECPublicKey curved) {
            int length = (curved.getParams().getCurve().getField().getFieldSize() + 7) / 8;
            return map.Add(1, 2)
                    .Add(-1, coseCurve())
                    .Add(-2, fixed(curved.getW().getAffineX(), length))
                    .Add(-3, fixed(curved.getW().getAffineY(), length));
        }
        RSAPublicKey rsa = (RSAPublicKey) key;
        return map.Add(1, 3)
                .Add(-1, fixed(rsa.getModulus(), (rsa.getModulus().bitLength() + 7) / 8))
                .Add(-2, new byte[] {1, 0, 1});
    }

    private boolean isLatticeBased() {
        return name().startsWith("ML_DSA");
    }

    /** FIPS 204, table 2: the length of the public key, which is the end of its X.509 form. */
    private int keyLength() {
        return switch (this) {
            case ML_DSA_44 -> 1312;
            case ML_DSA_65 -> 1952;
            default -> 2592;
        };
    }

    private static byte[] end(byte[] bytes, int length) {
        return Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
    }

    private String curve() {
        return switch (this) {
            case ES256 -> "secp256r1";
            case ES384 -> "secp384r1";
            default -> "secp521r1";
        };
    }

    private int coseCurve() {
        return switch (this) {
            case ES256 -> 1;
            case ES384 -> 2;
            default -> 3;
        };
    }

    private static byte[] littleEndian(EdECPublicKey key) {
        byte[] big = fixed(key.getPoint().getY(), 32);
        byte[] little = new byte[32];
        for (int i = 0; i < 32; i++) {
            little[i] = big[31 - i];
        }
        if (key.getPoint().isXOdd()) {
            little[31] |= (byte) 0x80;
        }
        return little;
    }

    private static byte[] fixed(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[Math.max(length, bytes.length)];
        System.arraycopy(bytes, 0, padded, padded.length - bytes.length, bytes.length);
        return Arrays.copyOfRange(padded, padded.length - length, padded.length);
    }
}
