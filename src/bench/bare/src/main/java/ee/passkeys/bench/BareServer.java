// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.yubico.internal.util.JacksonCodecs;
import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.AssertionResultV2;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.RelyingPartyV2;
import com.yubico.webauthn.StartAssertionOptions;
import com.yubico.webauthn.data.AuthenticatorAssertionResponse;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.ClientAssertionExtensionOutputs;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * The least that a sign-in by passkey takes: the JDK's HTTP server, the library that the product uses, and plain JDBC. What is begun and who is
 * signed in it keeps in memory, for good. One mapper is kept, as the library's own codecs make one at every call.
 */
public final class BareServer {

    private static final int CONNECTIONS = 16;
    private static final String CEREMONY = "ceremony=";

    private static final ObjectMapper JSON = JacksonCodecs.json();
    private static final ObjectWriter OPTIONS = JSON.writer();
    private static final ObjectReader ASSERTION = JSON.readerFor(
            new TypeReference<
                    PublicKeyCredential<AuthenticatorAssertionResponse, ClientAssertionExtensionOutputs>>() {});

    private final SecureRandom random = new SecureRandom();
    private final Map<String, AssertionRequest> begun = new ConcurrentHashMap<>();
    private final Map<String, ByteArray> sessions = new ConcurrentHashMap<>();
    private final PasskeyTable passkeys;
    private final RelyingPartyV2<RegisteredCredential> relyingParty;

    private BareServer(PasskeyTable passkeys, int port) {
        this.passkeys = passkeys;
        this.relyingParty = RelyingParty.builder()
                .identity(RelyingPartyIdentity.builder()
                        .id("localhost")
                        .name("Bench")
                        .build())
                .credentialRepositoryV2(passkeys)
                .origins(Set.of("http://localhost:" + port))
                .build();
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        int port = Integer.getInteger("bench.port");
        HikariConfig database = new HikariConfig();
        database.setJdbcUrl(System.getProperty("bench.url"));
        database.setUsername(System.getProperty("bench.user"));
        database.setPassword(System.getProperty("bench.password"));
        database.setMaximumPoolSize(CONNECTIONS);
        BareServer bare = new BareServer(PasskeyTable.create(new HikariDataSource(database)), port);
        // Else the second packet of an answer waits for the client to acknowledge the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.setExecutor(Executors.newFixedThreadPool(CONNECTIONS));
        http.createContext("/options", bare::begin);
        http.createContext("/verify", bare::finish);
        http.start();
        System.out.println("Started BareServer");
    }

    private void begin(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        AssertionRequest request = relyingParty.startAssertion(StartAssertionOptions.builder()
                .userVerification(UserVerificationRequirement.REQUIRED)
                .build());
        String ceremony = token();
        begun.put(ceremony, request);
        setCookie(exchange, CEREMONY + ceremony);
        answer(exchange, 200, OPTIONS.writeValueAsBytes(request.getPublicKeyCredentialRequestOptions()));
    }

    private void finish(HttpExchange exchange) throws IOException {
        PublicKeyCredential<AuthenticatorAssertionResponse, ClientAssertionExtensionOutputs> answer =
                ASSERTION.readValue(exchange.getRequestBody());
        try {
            AssertionResultV2<RegisteredCredential> result =
                    relyingParty.finishAssertion(FinishAssertionOptions.builder()
                            .request(spend(exchange.getRequestHeaders().getFirst("Cookie")))
                            .response(answer)
                            .build());
            passkeys.recordUse(result.getCredential().getCredentialId(), result.getSignatureCount());
            String session = token();
            sessions.put(session, result.getCredential().getUserHandle());
            setCookie(exchange, "session=" + session);
            answer(exchange, 200, "{}".getBytes(UTF_8));
        } catch (AssertionFailedException | IllegalArgumentException e) {
            answer(exchange, 401, e.toString().getBytes(UTF_8));
        }
    }

    private AssertionRequest spend(String cookie) {
        AssertionRequest request = cookie == null || !cookie.startsWith(CEREMONY)
                ? null
                : begun.remove(cookie.substring(CEREMONY.length()));
        if (request == null) {
            throw new IllegalArgumentException("nothing was begun");
        }
        return request;
    }

    private String token() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void setCookie(HttpExchange exchange, String cookie) {
        exchange.getResponseHeaders().add("Set-Cookie", cookie + "; Path=/; HttpOnly; SameSite=Lax");
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
