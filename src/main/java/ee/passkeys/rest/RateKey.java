// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import ee.passkeys.value.Network;
import ee.passkeys.value.UserNames;

/** Factory for the keys of rate limits. Whatever a client sends, a key has 32 bytes, so that what is counted has a known size. */
final class RateKey {

    private RateKey() {}

    /** Returns the key of a user name, which is the same for all its spellings. */
    static HashCode ofName(String name) {
        return Hashing.sha256().hashString(UserNames.fold(name), UTF_8);
    }

    /** Returns the key of a client's address, which its whole network has. */
    static HashCode ofAddress(String address) {
        return Hashing.sha256().hashString(Network.of(address), UTF_8);
    }
}
