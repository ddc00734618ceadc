// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ee.passkeys.value.Base64Url;
import ee.passkeys.value.Origin;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Refresh token: what all tokens of its family begin with, 256 random bits of its own, and the origin of the ceremony that the family began
 * with. Only hashes of it are stored, over all of it, so that a client cannot change the origin.
 *
 * @param text the token
 * @param family the id of its family
 */
record RefreshToken(String text, String family) {

    private static final int FAMILY_BYTES = 16;
    private static final int OWN_BYTES = 32;
    private static final int BYTES = FAMILY_BYTES + OWN_BYTES;
    private static final int FAMILY_LETTERS = 64 * FAMILY_BYTES / BYTES;

    /** A host has at most 253 letters. */
    private static final int LONGEST_ORIGIN = 300;

    /** The first of a new family. */
    static RefreshToken first(SecureRandom random, Optional<Origin> origin) {
        byte[] family = new byte[FAMILY_BYTES];
        random.nextBytes(family);
        return of(family, origin.map(Origin::text).orElse("").getBytes(US_ASCII), random);
    }

    /** The one after this. */
    RefreshToken next(SecureRandom random) {
        byte[] bytes = Base64Url.decode(text);
        return of(Arrays.copyOf(bytes, FAMILY_BYTES), Arrays.copyOfRange(bytes, BYTES, bytes.length), random);
    }

    /** Reads what a client sent; empty when it is no token of ours. */
    static Optional<RefreshToken> read(String text) {
        try {
            int length = Base64Url.decode(text).length;
            return length >= BYTES && length <= BYTES + LONGEST_ORIGIN ? Optional.of(of(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static RefreshToken of(byte[] family, byte[] origin, SecureRandom random) {
        byte[] own = new byte[OWN_BYTES];
        random.nextBytes(own);
        return of(Base64Url.encode(ByteBuffer.allocate(BYTES + origin.length)
                .put(family)
                .put(own)
                .put(origin)
                .array()));
    }

    private static RefreshToken of(String text) {
        return new RefreshToken(text, Digests.hex("family:" + text.substring(0, FAMILY_LETTERS)));
    }

    /**
     * Where the passkey was used. Only a token whose hash is the stored one tells.
     *
     * @return empty for a token from before tokens had an origin
     * @throws IllegalArgumentException when it is no origin
     */
    Optional<Origin> origin() {
        byte[] bytes = Base64Url.decode(text);
        return bytes.length == BYTES
                ? Optional.empty()
                : Optional.of(new Origin(new String(bytes, BYTES, bytes.length - BYTES, US_ASCII)));
    }

    String hash() {
        return Digests.hex("token:" + text);
    }

    /** Omits the token. */
    @Override
    public String toString() {
        return "RefreshToken[" + family + "]";
    }
}
