// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.cache.Cache;
import com.google.common.util.concurrent.internal.InternalFutureFailureAccess;
import io.github.bucket4j.Bucket;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketsTest {

    @TempDir
    Path directory;

    @Test
    void letAsManyThroughAsTheyAreTold() {
        Buckets buckets = new Buckets(2);

        assertThat(buckets.secondsToWait(RateKey.ofName("mia"))).isZero();
        assertThat(buckets.secondsToWait(RateKey.ofName("mia"))).isZero();
        assertThat(buckets.secondsToWait(RateKey.ofName("mia"))).isPositive();
        assertThat(buckets.secondsToWait(RateKey.ofName("zoe"))).isZero();
    }

    @Test
    void haveRoomInASmallHeapForWhateverClientsSend() throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        Process flood = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(
                                Buckets.class,
                                BucketsTest.class,
                                Cache.class,
                                InternalFutureFailureAccess.class,
                                Bucket.class),
                        Flood.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(flood.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(flood.exitValue()).as(Files.readString(log)).isZero();
    }

    private static String classPath(Class<?>... types) {
        return Stream.of(types)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(joining(File.pathSeparator));
    }

    /** Long names, many names and many addresses, in a JVM of their own. */
    static final class Flood {

        private static final int MANY = 60_000;

        /** 150 MB of names, more than twice the heap. */
        private static final int LONG_NAMES = 2_500;

        private Flood() {}

        public static void main(String[] arguments) {
            Buckets names = new Buckets(20);
            Buckets addresses = new Buckets(100);
            String longName = "x".repeat(60_000);
            for (int i = 0; i < LONG_NAMES; i++) {
                names.secondsToWait(RateKey.ofName(longName + i));
            }
            for (int i = 0; i < MANY; i++) {
                names.secondsToWait(RateKey.ofName("name" + i));
                addresses.secondsToWait(RateKey.ofAddress("2001:db8:" + Integer.toHexString(i & 0xffff) + ":1::1"));
            }
            System.out.println(names.size() + " names, " + addresses.size() + " addresses");
        }
    }
}
