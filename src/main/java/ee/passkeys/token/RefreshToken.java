// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.token;

import ee.passkeys.value.Base64Url;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Refresh token: what all tokens of its family begin with, and 256 random bits of its own. Only hashes of it are stored.
 *
 * @param text the token
 * @param family the id of its family
 */
record RefreshToken(String text, String family) {

    private static final int FAMILY_BYTES = 16;
    private static final int OWN_BYTES = 32;
    private static final int BYTES = FAMILY_BYTES + OWN_BYTES;
    private static final int FAMILY_LETTERS = 64 * FAMILY_BYTES / BYTES;

    /** The first of a new family. */
    static RefreshToken first(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return of(Base64Url.encode(bytes));
    }

    /** The one after this. */
    RefreshToken next(SecureRandom random) {
        byte[] own = new byte[OWN_BYTES];
        random.nextBytes(own);
        return of(Base64Url.encode(ByteBuffer.allocate(BYTES)
                .put(Base64Url.decode(text), 0, FAMILY_BYTES)
                .put(own)
                .array()));
    }

    /** Reads what a client sent; empty when it is no token of ours. */
    static Optional<RefreshToken> read(String text) {
        try {
            return Base64Url.decode(text).length == BYTES ? Optional.of(of(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static RefreshToken of(String text) {
        return new RefreshToken(text, Digests.hex("family:" + text.substring(0, FAMILY_LETTERS)));
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
