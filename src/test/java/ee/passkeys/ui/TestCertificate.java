// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui;

import ee.passkeys.testkit.Built;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Certificate for host names that exist in one browser only.
 *
 * @param context what a server serves https with
 * @param hash hash of the public key, by which a browser trusts it
 */
record TestCertificate(SSLContext context, String hash) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Makes one, by the JDK's own tool. */
    static TestCertificate of(String... hosts) throws IOException, GeneralSecurityException, InterruptedException {
        Path directory = Files.createTempDirectory(Built.target(), "certificate");
        Path file = directory.resolve("keys.p12");
        String names = Stream.of(hosts).map(host -> "dns:" + host).collect(Collectors.joining(","));
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
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
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(keys.getCertificate("test").getPublicKey().getEncoded());
        return new TestCertificate(context, Base64.getEncoder().encodeToString(hash));
    }
}
