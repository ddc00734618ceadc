// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.token;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import ee.passkeys.ceremony.SingleUse;
import ee.passkeys.config.RelyingParties;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.Origin;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies proofs of possession, by which a client shows that it holds the key to which its tokens are bound.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449">RFC 9449, OAuth 2.0 Demonstrating Proof of Possession</a>
 */
final class DpopProofs {

    /** How far the clock of a phone may be from ours, either way. */
    private static final Duration WINDOW = Duration.ofSeconds(60);

    private static final String TYPE = "dpop+jwt";
    private static final int LONGEST_ID = 256;

    private final RelyingParties relyingParties;
    private final URI issuer;
    private final SingleUse singleUse;
    private final Clock clock;

    DpopProofs(RelyingParties relyingParties, String issuer, SingleUse singleUse, Clock clock) {
        this.relyingParties = relyingParties;
        this.issuer = URI.create(issuer);
        this.singleUse = singleUse;
        this.clock = clock;
    }

    /**
     * Verifies a proof. It is not used up before {@link #useUp}.
     *
     * @param proof the header {@code DPoP}
     * @param target the request
     * @param accessToken the access token that comes with it, or empty at the endpoint of tokens
     * @throws TokenException {@code invalid_dpop_proof}
     */
    Possession verify(String proof, HttpTarget target, Optional<String> accessToken) throws TokenException {
        try {
            SignedJWT jwt = SignedJWT.parse(proof);
            ECKey key = checkSignature(jwt);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            checkRequest(claims, target);
            checkToken(claims, accessToken);
            return possession(claims, key.computeThumbprint().toString());
        } catch (ParseException | JOSEException | IllegalArgumentException | NullPointerException e) {
            throw TokenException.invalidProof("the proof cannot be read: " + e.getMessage());
        }
    }

    private static ECKey checkSignature(SignedJWT jwt) throws TokenException, JOSEException {
        JWSHeader header = jwt.getHeader();
        boolean form = header.getType() != null
                && TYPE.equals(header.getType().getType())
                && JWSAlgorithm.ES256.equals(header.getAlgorithm());
        if (!form || !(header.getJWK() instanceof ECKey key) || key.isPrivate()) {
            throw TokenException.invalidProof("the proof is no " + TYPE + " with ES256 and its public key");
        }
        if (!jwt.verify(new ECDSAVerifier(key))) {
            throw TokenException.invalidProof("the signature of the proof is wrong");
        }
        return key;
    }

    private void checkRequest(JWTClaimsSet claims, HttpTarget target) throws TokenException, ParseException {
        if (!target.method().equals(claims.getStringClaim("htm"))) {
            throw TokenException.invalidProof("the proof is for another method");
        }
        String address = requireNonNull(claims.getStringClaim("htu"));
        if (!isAt(address, target)) {
            throw TokenException.invalidProof("the proof is for another address");
        }
    }

    /**
     * The origin must be one of the settings: the one that the request names could be that of another server, which passes a proof for itself
     * on to us. A proxy may map the path of the issuer to another one.
     */
    private boolean isAt(String address, HttpTarget target) {
        try {
            URI uri = new URI(address);
            String path = uri.getRawPath();
            boolean samePath = (target.contextPath() + target.path()).equals(path)
                    || (issuer.getRawPath() + target.path()).equals(path);
            return samePath
                    && (originOf(uri).equals(originOf(issuer)) || relyingParties.accept(new Origin(originOf(uri))));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String originOf(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    private static void checkToken(JWTClaimsSet claims, Optional<String> accessToken)
            throws TokenException, ParseException {
        if (accessToken.isEmpty()) {
            return;
        }
        @Nullable String hash = claims.getStringClaim("ath");
        if (hash == null || !Digests.same(hash, Base64Url.encode(Digests.sha256(accessToken.get())))) {
            throw TokenException.invalidProof("the proof is for another access token");
        }
    }

    private Possession possession(JWTClaimsSet claims, String thumbprint) throws TokenException {
        @Nullable Date issued = claims.getIssueTime();
        @Nullable String id = claims.getJWTID();
        Instant now = clock.instant();
        if (issued == null
                || issued.toInstant().isBefore(now.minus(WINDOW))
                || issued.toInstant().isAfter(now.plus(WINDOW))) {
            throw TokenException.invalidProof("the proof is not of now");
        }
        if (id == null || id.isEmpty() || id.length() > LONGEST_ID) {
            throw TokenException.invalidProof("the proof has no id");
        }
        return new Possession(thumbprint, id, issued.toInstant().plus(WINDOW.multipliedBy(2)));
    }

    /**
     * Uses a proof up.
     *
     * @throws TokenException {@code invalid_dpop_proof} when it was used before, on any node
     */
    void useUp(Possession possession) throws TokenException {
        if (!singleUse.isFirst(possession.value(), possession.forgettableAt())) {
            throw TokenException.invalidProof("the proof was used before");
        }
    }
}
