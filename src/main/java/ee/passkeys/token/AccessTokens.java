// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.token;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import ee.passkeys.config.Settings.TokenSettings;
import ee.passkeys.credential.Passkey;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.Origin;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Signs and verifies access tokens: JWTs with the claims of MicroProfile JWT.
 *
 * @see <a href="https://download.eclipse.org/microprofile/microprofile-jwt-auth-2.1/microprofile-jwt-auth-spec-2.1.html">MicroProfile JWT</a>
 */
final class AccessTokens {

    /** How far the clocks of two nodes may be apart. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private static final int ID_BYTES = 16;

    /** RFC 8176: a key, in hardware or not; a user who was there; and one who was verified beside that. */
    private static final String POSSESSION = "pop";

    private static final String HARDWARE = "hwk";
    private static final String SOFTWARE = "swk";
    private static final String PRESENT = "user";
    private static final String VERIFIED = "mfa";

    /** Our own claim: where the passkey was used, whose settings limit the groups. */
    private static final String ORIGIN = "origin";

    private final TokenSettings settings;
    private final TokenKeys keys;
    private final SecureRandom random;
    private final Clock clock;

    AccessTokens(TokenSettings settings, TokenKeys keys, SecureRandom random, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.random = random;
        this.clock = clock;
    }

    /** Signs a token. */
    String sign(AccessToken token, Passkey passkey) {
        ECKey key = keys.current();
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .audience(settings.audience())
                .subject(passkey.owner().base64Url())
                .claim("upn", token.caller())
                .claim("groups", List.copyOf(new TreeSet<>(token.groups())))
                .jwtID(randomId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(settings.lifetime())))
                .claim("auth_time", token.authenticatedAt().getEpochSecond())
                .claim("amr", methods(token, passkey))
                .claim("sid", token.family());
        token.origin().ifPresent(origin -> claims.claim(ORIGIN, origin.text()));
        token.thumbprint().ifPresent(thumbprint -> claims.claim("cnf", Map.of("jkt", thumbprint)));
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims.build());
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the current key does not sign", e);
        }
        return jwt.serialize();
    }

    /** A passkey that may be copied to other devices is no key in hardware. */
    private static List<String> methods(AccessToken token, Passkey passkey) {
        List<String> methods = new ArrayList<>();
        methods.add(POSSESSION);
        methods.add(passkey.backupEligible() ? SOFTWARE : HARDWARE);
        methods.add(PRESENT);
        if (token.userVerified()) {
            methods.add(VERIFIED);
        }
        return methods;
    }

    private String randomId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64Url.encode(bytes);
    }

    /**
     * Tells whether a token claims to be of our issuer. Only such a token is looked at any further: all others belong to the application.
     *
     * @param text what stands in the header
     */
    boolean claimsToBeOurs(String text) {
        try {
            return settings.issuer()
                    .equals(SignedJWT.parse(text).getJWTClaimsSet().getIssuer());
        } catch (ParseException | RuntimeException e) {
            return false;
        }
    }

    /**
     * Verifies a token.
     *
     * @throws TokenException {@code invalid_token}
     */
    AccessToken verify(String text) throws TokenException {
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            checkSignature(jwt);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            checkClaims(claims);
            return read(claims);
        } catch (ParseException | JOSEException | RuntimeException e) {
            throw TokenException.invalidToken("the token cannot be read: " + e.getMessage());
        }
    }

    private void checkSignature(SignedJWT jwt) throws TokenException, JOSEException {
        JWSHeader header = jwt.getHeader();
        String id = header.getKeyID();
        boolean form = JWSAlgorithm.ES256.equals(header.getAlgorithm())
                && JOSEObjectType.JWT.equals(header.getType())
                && id != null;
        Optional<ECKey> key = form ? keys.find(requireNonNull(id)) : Optional.empty();
        if (key.isEmpty() || !jwt.verify(new ECDSAVerifier(key.get()))) {
            throw TokenException.invalidToken("the signature is not by a current key");
        }
    }

    private void checkClaims(JWTClaimsSet claims) throws TokenException {
        Instant now = clock.instant();
        boolean ours = settings.issuer().equals(claims.getIssuer())
                && claims.getAudience().contains(settings.audience());
        if (!ours) {
            throw TokenException.invalidToken("the token is of another issuer, or for another audience");
        }
        @Nullable Date expires = claims.getExpirationTime();
        @Nullable Date issued = claims.getIssueTime();
        if (expires == null || !now.isBefore(expires.toInstant())) {
            throw TokenException.invalidToken("the token has expired");
        }
        if (issued == null || issued.toInstant().isAfter(now.plus(SKEW))) {
            throw TokenException.invalidToken("the token is from the future");
        }
    }

    private static AccessToken read(JWTClaimsSet claims) throws ParseException {
        @Nullable Map<String, Object> confirmation = claims.getJSONObjectClaim("cnf");
        return new AccessToken(
                requireNonNull(claims.getStringClaim("upn")),
                new HashSet<>(requireNonNull(claims.getStringListClaim("groups"))),
                requireNonNull(claims.getStringClaim("sid")),
                requireNonNull(claims.getStringListClaim("amr")).contains(VERIFIED),
                Instant.ofEpochSecond(requireNonNull(claims.getLongClaim("auth_time"))),
                Optional.ofNullable(claims.getStringClaim(ORIGIN)).map(Origin::new),
                confirmation == null
                        ? Optional.empty()
                        : Optional.of((String) requireNonNull(confirmation.get("jkt"))));
    }
}
