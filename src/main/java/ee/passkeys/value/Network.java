// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.value;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Whom requests of one address are counted for: an IPv4 address alone, of an IPv6 address its first 64 bits, which one household has.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6177#section-2">RFC 6177, section 2</a>
 */
public final class Network {

    private static final int BYTES = 8;

    /** Brackets, a port behind them, and a zone. */
    private static final Pattern AROUND = Pattern.compile("^\\[|](:\\d+)?$|%.*$");

    private Network() {}

    /**
     * Returns the network of an address.
     *
     * @param address an address as a connection or a proxy tells it, also in brackets, with a port or a zone
     * @return a text that all addresses of the network have in common; for a text that is no address, the text
     */
    public static String of(String address) {
        String plain = AROUND.matcher(address.strip()).replaceAll("");
        if (!InetAddresses.isInetAddress(plain)) {
            return address;
        }
        InetAddress parsed = InetAddresses.forString(plain);
        return parsed instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), BYTES))
                : parsed.getHostAddress();
    }
}
