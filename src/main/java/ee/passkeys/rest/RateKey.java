// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.net.InetAddresses;
import ee.passkeys.value.UserNames;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/** Factory for the keys of rate limits. Whatever a client sends, a key has 32 bytes, so that what is counted has a known size. */
final class RateKey {

    /** Length of the IPv6 prefix of one site, all of whose addresses count as one. */
    private static final int BYTES_OF_ONE_HOME = 8;

    private RateKey() {}

    /** Returns the key of a user name, which is the same for all its spellings. */
    static HashCode ofName(String name) {
        return Hashing.sha256().hashString(UserNames.fold(name), UTF_8);
    }

    /** Returns the key of a client's address: IPv4 as it is, IPv6 by its first 64 bits, and other text from a proxy as it is. */
    static HashCode ofAddress(String address) {
        String plain = address.strip().replaceAll("^\\[|](:\\d+)?$|%.*$", "");
        if (!InetAddresses.isInetAddress(plain)) {
            return Hashing.sha256().hashString(address, UTF_8);
        }
        InetAddress parsed = InetAddresses.forString(plain);
        byte[] bytes = parsed.getAddress();
        return Hashing.sha256()
                .hashBytes(parsed instanceof Inet6Address ? Arrays.copyOf(bytes, BYTES_OF_ONE_HOME) : bytes);
    }
}
