// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A proxy as plain as can be: every request goes to the next node, whatever its session. Requests travel as they are, with {@code Host} and
 * {@code Cookie}, one for each connection.
 */
final class RoundRobin implements AutoCloseable {

    private static final int END_OF_HEAD = 0x0d0a0d0a;
    private static final String LENGTH = "content-length:";

    private final List<URI> nodes;
    private final AtomicInteger turn = new AtomicInteger();
    private final ServerSocket door;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private RoundRobin(List<URI> nodes, ServerSocket door) {
        this.nodes = new CopyOnWriteArrayList<>(nodes);
        this.door = door;
    }

    /** Stands before these nodes. */
    static RoundRobin before(List<URI> nodes) {
        try {
            RoundRobin proxy = new RoundRobin(nodes, new ServerSocket(0, 50, InetAddress.getByName("localhost")));
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it serves what the nodes serve. */
    URI root() {
        return URI.create("http://localhost:" + door.getLocalPort() + "/");
    }

    /** From now on all requests go to these, in turn. */
    void sendTo(URI... some) {
        nodes.clear();
        nodes.addAll(List.of(some));
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** A client whose node fails sees its connection end, as behind any proxy that does not try again. */
    private void serve(Socket client) {
        URI node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
        try (client;
                Socket server = new Socket()) {
            server.connect(new InetSocketAddress(node.getHost(), node.getPort()));
            String head = head(client.getInputStream());
            server.getOutputStream().write(oneRequest(head).getBytes(ISO_8859_1));
            server.getOutputStream().write(client.getInputStream().readNBytes(bodyLength(head)));
            server.getOutputStream().flush();
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            System.getLogger(RoundRobin.class.getName()).log(System.Logger.Level.DEBUG, "no answer from " + node, e);
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while (last != END_OF_HEAD) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client went away");
            }
            head.write(next);
            last = last << 8 | next;
        }
        return head.toString(ISO_8859_1);
    }

    /** The same request, for a connection that ends after it and never becomes HTTP/2. */
    private static String oneRequest(String head) {
        StringBuilder request = new StringBuilder();
        lines(head)
                .filter(line -> !isOfConnection(line))
                .forEach(line -> request.append(line).append("\r\n"));
        return request.append("Connection: close\r\n\r\n").toString();
    }

    private static boolean isOfConnection(String line) {
        String name = line.toLowerCase(Locale.ROOT);
        return name.startsWith("connection:") || name.startsWith("upgrade:") || name.startsWith("http2-settings:");
    }

    private static int bodyLength(String head) {
        return lines(head)
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith(LENGTH))
                .mapToInt(
                        line -> Integer.parseInt(line.substring(LENGTH.length()).strip()))
                .findFirst()
                .orElse(0);
    }

    private static Stream<String> lines(String head) {
        return head.lines().filter(line -> !line.isEmpty());
    }
}
