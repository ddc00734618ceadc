// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.function.Consumer;

/** The key of an app, which proves by RFC 9449 that it holds it, correctly or with faults of one's choice. */
public final class DpopKey {

    private final ECKey pair;

    public DpopKey() {
        try {
            this.pair = new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String thumbprint() {
        try {
            return pair.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A proof for a request for tokens. */
    public String proof(String method, String address, Instant at) {
        return proof(method, address, at, claims -> {});
    }

    /** A proof for a request with an access token. */
    public String proof(String method, String address, Instant at, String accessToken) {
        return proof(method, address, at, claims -> claims.claim("ath", hash(accessToken)));
    }

    public String proof(String method, String address, Instant at, Consumer<JWTClaimsSet.Builder> faults) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", address)
                .issueTime(Date.from(at));
        faults.accept(claims);
        return sign("dpop+jwt", pair.toPublicJWK(), claims.build());
    }

    /** Signs anything, with a key in the header that need not be the own one. */
    public String sign(String type, ECKey shown, JWTClaimsSet claims) {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(type))
                        .jwk(shown)
                        .build(),
                claims);
        try {
            jwt.sign(new ECDSASigner(pair));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    public ECKey publicKey() {
        return pair.toPublicJWK();
    }

    private static String hash(String accessToken) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
