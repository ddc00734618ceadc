// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;

/** TCP ports of this machine that nobody uses. */
final class Ports {

    private Ports() {}

    /** One that is free now. */
    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One after which all of these distances are free, too, for servers that open many; below those that the system gives to clients. */
    static int freeBase(List<Integer> distances) {
        int start = free() % 100;
        return IntStream.range(0, 100)
                .map(i -> 20_000 + (start + i) % 100 * 100)
                .filter(base -> distances.stream().allMatch(distance -> isFree(base + distance)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.getLocalPort() == port;
        } catch (IOException e) {
            return false;
        }
    }
}
