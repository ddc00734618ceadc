// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.yubico.webauthn.data.AttestationObject;
import com.yubico.webauthn.data.AttestedCredentialData;
import com.yubico.webauthn.data.ByteArray;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.value.Base64Url;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The JDK's HTTP server with the library that the product uses, and plain JDBC. */
final class BareContestant extends Peer {

    private BareContestant(PostgresqlServer database) {
        super("bare server", "bare", database);
    }

    static Contestant start(PostgresqlServer database) {
        BareContestant bare = new BareContestant(database);
        return bare.start(
                "bare.jar",
                List.of(
                        "bench.port=" + bare.port(),
                        "bench.url=" + database.url(),
                        "bench.user=" + PostgresqlServer.USER,
                        "bench.password=" + PostgresqlServer.PASSWORD),
                "Started BareServer");
    }

    /** Nobody can register there, so that the row is written as it would be. */
    @Override
    public void enroll(String user, SoftAuthenticator phone) {
        byte[] handle = user.getBytes(UTF_8);
        ObjectNode options = ApiClient.object().put("challenge", Base64Url.encode(handle));
        options.putObject("rp").put("id", "localhost");
        options.putObject("user").put("id", Base64Url.encode(handle));
        ObjectNode credential = phone.create(options, origin());
        AttestedCredentialData made =
                attested(credential.path("response").path("attestationObject").asText());
        execute(
                "INSERT INTO passkey VALUES (?, ?, ?, 0)",
                made.getCredentialId().getBytes(),
                handle,
                made.getCredentialPublicKey().getBytes());
    }

    private static AttestedCredentialData attested(String attestationObject) {
        try {
            return new AttestationObject(new ByteArray(Base64Url.decode(attestationObject)))
                    .getAuthenticatorData()
                    .getAttestedCredentialData()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String optionsPath() {
        return "options";
    }

    @Override
    public String verifyPath() {
        return "verify";
    }
}
