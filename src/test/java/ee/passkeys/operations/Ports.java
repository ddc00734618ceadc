// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * TCP ports of this machine that nobody uses, below those that the system gives to clients: a server that ends and starts again finds its
 * port as it left it.
 */
final class Ports {

    /** Where single ports are; the bases of servers that open many lie below. */
    private static final int FIRST = 30_000;

    private static final int MANY = 900;

    /** The number of this process of tests, of those that run side by side. */
    static final int FORK = Integer.getInteger("passkeys.it.fork", 1);

    /** What the processes of one run have apart, of which there are at most three. */
    private static final int SHARE = FORK % 3;

    /** Apart, as some servers open the ports behind their own. No divisor of the number of ports, so that all are tried. */
    private static final int APART = 211;

    /** Another run on this machine begins elsewhere; no port is given twice in this one. */
    private static final AtomicInteger NEXT = new AtomicInteger(new Random().nextInt(MANY));

    private Ports() {}

    /** One that is free now. */
    static int free() {
        return IntStream.range(0, MANY)
                .map(i -> FIRST + SHARE * MANY + NEXT.getAndAdd(APART) % MANY)
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow();
    }

    /** One after which all of these distances are free, too, for servers that open many. */
    static int freeBase(List<Integer> distances) {
        int start = NEXT.getAndIncrement() % 33;
        return IntStream.range(0, 33)
                .map(i -> 20_000 + SHARE * 3_300 + (start + i) % 33 * 100)
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
