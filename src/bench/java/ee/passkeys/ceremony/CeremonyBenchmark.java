// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.SoftAuthenticator;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What the two halves of a sign-in cost without a server, in one thread on a store in memory, beside a bare check of a signature. It prints
 * figures and judges nothing.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CeremonyBenchmark {

    private static final int FORKS = Integer.getInteger("benchmark.forks", 2);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final TimeValue ROUND = TimeValue.seconds(2);

    /** That to which the others are compared. */
    private static final String BARE = "bareCheck";

    @Test
    void besideABareCheck() throws RunnerException {
        String jdk = System.getProperty("benchmark.java", System.getProperty("java.home"));
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(CeremonyBenchmark.class.getName())
                        .jvm(Path.of(jdk, "bin", "java").toString())
                        .jvmArgs("-Xmx512m") // in place of those of the tests, which leave the second compiler out
                        .forks(FORKS)
                        .warmupIterations(ROUNDS)
                        .warmupTime(ROUND)
                        .measurementIterations(ROUNDS)
                        .measurementTime(ROUND)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        double bare = results.stream()
                .map(RunResult::getPrimaryResult)
                .filter(result -> result.getLabel().equals(BARE))
                .mapToDouble(CeremonyBenchmark::median)
                .findFirst()
                .orElseThrow();
        System.out.printf("%-14s %12s %12s %8s%n", "one thread", "median µs", "mean µs", "ratio");
        for (RunResult each : results) {
            Result<?> result = each.getPrimaryResult();
            System.out.printf(
                    "%-14s %12.2f %12.2f %8.3f%n",
                    result.getLabel(), median(result), result.getScore(), median(result) / bare);
        }
    }

    /** What else the machine does stretches some of the times, and leaves the median. */
    private static double median(Result<?> result) {
        return result.getStatistics().getPercentile(50);
    }

    /** Checks a signature by ES256, and does nothing else. */
    @Benchmark
    public boolean bareCheck(Signed signed) throws GeneralSecurityException {
        Signature check = Signature.getInstance("SHA256withECDSA");
        check.initVerify(signed.key);
        check.update(signed.message);
        return check.verify(signed.signature);
    }

    /** Begins a sign-in, up to the text of its options. */
    @Benchmark
    public String options(Begun begun) throws ProblemException {
        return Json.write(begun.test.beginLogin().publicKey());
    }

    /** Ends a sign-in, from the text of the answer on. */
    @Benchmark
    public VerifiedAssertion verification(Answered answered) throws ProblemException {
        return answered.test.finishLogin(answered.begun, Json.readObject(answered.answer));
    }

    /** A key, and a message of the size that authenticators sign. */
    @State(Scope.Thread)
    public static class Signed {

        private final byte[] message = new byte[69];
        private PublicKey key;
        private byte[] signature;

        @Setup
        public void sign() throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(pair.getPrivate());
            signer.update(message);
            signature = signer.sign();
            key = pair.getPublic();
        }
    }

    /** A site at which nobody has a passkey. */
    @State(Scope.Thread)
    public static class Begun {
        private final TestCeremonies test = new TestCeremonies();
    }

    /** A sign-in whose answer has come. */
    @State(Scope.Thread)
    public static class Answered {

        private TestCeremonies test;
        private SoftAuthenticator phone;
        private StartedCeremony begun;
        private String answer;

        /** The store copies itself in each transaction, so that it must stay small. */
        @Setup(Level.Iteration)
        public void register() throws ProblemException {
            test = new TestCeremonies();
            phone = new SoftAuthenticator();
            test.register("ada", phone);
        }

        /** Before each check, as a challenge is good for one; it is not measured. */
        @Setup(Level.Invocation)
        public void answer() throws ProblemException {
            test.store.transact(tables -> tables.forgetSpent(Instant.MAX, Integer.MAX_VALUE));
            test.events.clear();
            begun = test.beginLogin();
            answer = Json.write(phone.get(begun.publicKey(), TestCeremonies.ORIGIN));
        }
    }
}
