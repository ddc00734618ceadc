// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.token;

import java.time.Duration;

/**
 * Access token and refresh token, as a client gets them.
 *
 * @param accessToken the access token
 * @param type {@code Bearer}, or {@code DPoP} where they are bound to a key
 * @param lifetime how long the access token is valid
 * @param refreshToken the refresh token
 */
public record TokenPair(String accessToken, String type, Duration lifetime, String refreshToken) {

    /** Omits the tokens. */
    @Override
    public String toString() {
        return "TokenPair[" + type + "]";
    }
}
