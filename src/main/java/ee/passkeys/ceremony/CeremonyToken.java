// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.problem.ProblemCode.CEREMONY_EXPIRED;
import static ee.passkeys.problem.ProblemCode.MALFORMED_REQUEST;
import static java.nio.charset.StandardCharsets.UTF_8;

import ee.passkeys.credential.Secret;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.UserBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Signs and verifies ceremony tokens, which travel to the client and back; no node stores them.
 *
 * <p>A sealed ceremony is {@code base64url(JSON) . key id . base64url(HMAC-SHA-256)}. It can be read by the client, which holds no secret
 * of anybody else, and cannot be altered.
 */
final class CeremonyToken {

    /** How far the clocks of two nodes may be apart. */
    static final Duration SKEW = Duration.ofSeconds(60);

    private static final String PURPOSE = "ceremony seal";

    private final Secrets secrets;
    private final String rpId;
    private final UserBase users;
    private final Duration lifetime;
    private final Clock clock;

    CeremonyToken(Secrets secrets, String rpId, UserBase users, Duration lifetime, Clock clock) {
        this.secrets = secrets;
        this.rpId = rpId;
        this.users = users;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    String seal(Ceremony ceremony) {
        Secret secret = secrets.newest();
        String signed = Base64Url.encode(Json.write(ceremony.toJson()).getBytes(UTF_8)) + "." + secret.id();
        return signed + "." + Base64Url.encode(mac(secret, signed));
    }

    /**
     * Opens a sealed ceremony.
     *
     * @param token what the client sent back
     * @param client the browser that sent it
     * @param kinds what it may be for
     * @throws ProblemException {@code malformed-request} when it is forged, altered, begun in another browser, for another
     *     application or for something else,
     *     {@code ceremony-expired} when it is too old
     */
    Ceremony open(String token, Client client, EnumSet<Ceremony.Kind> kinds) throws ProblemException {
        Ceremony ceremony = authentic(token);
        refuseForeign(ceremony);
        if (!kinds.contains(ceremony.kind())) {
            throw new ProblemException(
                    MALFORMED_REQUEST, "a ceremony of kind " + ceremony.kind() + ", expected " + kinds);
        }
        if (!client.isTiedBy(ceremony.binding())) {
            throw new ProblemException(MALFORMED_REQUEST, "the ceremony was started in another browser");
        }
        refuseExpired(ceremony);
        return ceremony;
    }

    /** The RP ID that a token says it is for. Nothing of it is verified. */
    static Optional<String> rpIdIn(String token) {
        try {
            return Optional.of(read(token.split("\\.", 2)[0]).rpId());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** Until when the mark of a used ceremony must be kept: longer than any node would accept it. */
    Instant forgettableAt(Ceremony ceremony) {
        return ceremony.issuedAt().plus(lifetime).plus(SKEW).plus(SKEW);
    }

    /** Applications on one database have the same secret, and are no authority for each other. */
    private void refuseForeign(Ceremony ceremony) throws ProblemException {
        if (!ceremony.rpId().equals(rpId) || !ceremony.users().equals(users)) {
            throw new ProblemException(
                    MALFORMED_REQUEST,
                    "the ceremony was started for " + ceremony.rpId() + " and the users of " + ceremony.users()
                            + ", not for " + rpId + " and the users of " + users);
        }
    }

    private void refuseExpired(Ceremony ceremony) throws ProblemException {
        Instant now = clock.instant();
        boolean old = now.isAfter(ceremony.issuedAt().plus(lifetime).plus(SKEW));
        boolean fromTheFuture = now.isBefore(ceremony.issuedAt().minus(SKEW));
        if (old || fromTheFuture) {
            throw new ProblemException(CEREMONY_EXPIRED, "begun at " + ceremony.issuedAt() + ", it is " + now);
        }
    }

    private Ceremony authentic(String token) throws ProblemException {
        List<String> parts = List.of(token.split("\\.", -1));
        if (parts.size() != 3) {
            throw new ProblemException(MALFORMED_REQUEST, "the ceremony has " + parts.size() + " parts, expected 3");
        }
        Optional<Secret> secret = secrets.find(parts.get(1));
        if (secret.isEmpty() || !sealedWith(secret.get(), parts)) {
            throw new ProblemException(MALFORMED_REQUEST, "the ceremony token has a wrong signature");
        }
        return read(parts.get(0));
    }

    private static boolean sealedWith(Secret secret, List<String> parts) {
        try {
            return Hashes.same(mac(secret, parts.get(0) + "." + parts.get(1)), Base64Url.decode(parts.get(2)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Ceremony read(String payload) throws ProblemException {
        try {
            return Ceremony.fromJson(Json.readObject(new String(Base64Url.decode(payload), UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(MALFORMED_REQUEST, "the ceremony token was created by another version", e);
        }
    }

    private static byte[] mac(Secret secret, String text) {
        return Hashes.hmac(Hashes.derive(secret.bytes(), PURPOSE), text);
    }
}
