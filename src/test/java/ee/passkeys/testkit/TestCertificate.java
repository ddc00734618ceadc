// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificate for host names that exist in a test only.
 *
 * @param context what a server in Java serves https with, and what a client trusts it by
 * @param hash hash of the public key, by which a browser trusts it
 * @param chain the certificate, as a file in PEM
 * @param key its private key, as a file in PEM
 */
public record TestCertificate(SSLContext context, String hash, Path chain, Path key) {

    private static final String ALIAS = "test";
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Makes one, by the JDK's own tool. */
    public static TestCertificate of(String... hosts)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path directory = Files.createTempDirectory(Built.target(), "certificate");
        Path file = directory.resolve("keys.p12");
        String names = Stream.of(hosts).map(host -> "dns:" + host).collect(Collectors.joining(","));
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=" + names,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        if (tool.waitFor() != 0) {
            throw new IOException("keytool ended with " + tool.exitValue());
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        Certificate certificate = keys.getCertificate(ALIAS);
        trusted.setCertificateEntry(ALIAS, certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(certificate.getPublicKey().getEncoded());
        return new TestCertificate(
                context,
                Base64.getEncoder().encodeToString(hash),
                pem(directory.resolve("chain.pem"), "CERTIFICATE", certificate.getEncoded()),
                pem(
                        directory.resolve("key.pem"),
                        "PRIVATE KEY",
                        keys.getKey(ALIAS, PASSWORD).getEncoded()));
    }

    private static Path pem(Path file, String type, byte[] content) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + type + "-----\n");
    }
}
