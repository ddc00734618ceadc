// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.DpopKey;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.testkit.Tampering;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Native apps, as the platforms have them: a client without a browser, without an Origin and without cookies. */
@ExtendWith(ArquillianExtension.class)
@Tag("server")
@DisplayName("A native app")
class TokenIT {

    private static final String ANDROID = "android:apk-key-hash:pNiP5iKyQ8JwgGOaKA1zGPUPJIS-0H1xKCQcfIoGLck";
    private static final String IOS = "https://example.com";
    private static final String ISSUER = "https://example.com/shop";
    private static final String SETTINGS = """
            passkeys.registration=open
            passkeys.login-page=/login
            passkeys.home=/user/
            passkeys.rp.id=example.com
            passkeys.origins=%s,%s
            passkeys.tokens=on
            passkeys.tokens.issuer=%s
            passkeys.tokens.audience=https://example.com
            """.formatted(IOS, ANDROID, ISSUER);

    /** Where the application without the jar finds the keys. The port of the one with tokens is not known when it is packed. */
    private static final Path KEYS = Built.target().resolve("jwks.json");

    private static final String RESOURCE_SERVER = "resource-server";
    private static final String EXPIRING = "expiring";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> REFUSED = List.of("401", "403");

    @ArquillianResource
    @OperateOnDeployment("tokens")
    private URL deployed;

    @ArquillianResource
    private Deployer deployer;

    private HttpClient http = HttpClient.newHttpClient();
    private String context = "";
    private final SoftAuthenticator phone = new SoftAuthenticator();
    private final DpopKey key = new DpopKey();
    private final String name = "u" + UUID.randomUUID().toString().substring(0, 12);

    @Deployment(name = "tokens", testable = false)
    static WebArchive demo() {
        return DemoIT.named(OneServer.BESIDE + "tokens.war")
                .addAsResource(new StringAsset(SETTINGS), "META-INF/microprofile-config.properties");
    }

    @Deployment(name = RESOURCE_SERVER, managed = false, testable = false)
    static WebArchive resourceServer() {
        return ServerJwtIT.application(RESOURCE_SERVER + ".war", """
                mp.jwt.verify.publickey.location=%s
                mp.jwt.verify.publickey.algorithm=ES256
                mp.jwt.verify.issuer=%s
                mp.jwt.verify.audiences=https://example.com
                """.formatted(KEYS.toUri(), ISSUER));
    }

    @Deployment(name = EXPIRING, managed = false, testable = false)
    static WebArchive withShortTokens() {
        return DemoIT.named(EXPIRING + ".war")
                .addAsWebInfResource(
                        new StringAsset("<jboss-web><context-root>/" + EXPIRING + "</context-root>"
                                + "<security-domain>identity-stores</security-domain></jboss-web>"),
                        "jboss-web.xml")
                .addAsResource(
                        new StringAsset(SETTINGS + "passkeys.tokens.lifetime=PT1S\n"),
                        "META-INF/microprofile-config.properties");
    }

    private record Answer(HttpResponse<String> response, JsonNode json) {

        int status() {
            return response.statusCode();
        }

        String code() {
            return json.path("code").asText();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ANDROID, IOS})
    void signsUpAndInWithoutCookies(String origin) {
        phone.tampering(shapeOf(origin));
        Answer made = signUp(origin);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("id").asText()).isNotEmpty();
        assertIsCaller(made.json().path("token").path("access_token").asText());

        Answer signedIn = signIn(origin);
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.json().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(signedIn.json().path("expires_in").asInt()).isEqualTo(300);
        assertThat(signedIn.header("Cache-Control")).isEqualTo("no-store");
        assertIsCaller(signedIn.json().path("access_token").asText());
        assertThat(get("admin/", "Bearer " + accessToken(signedIn)).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {ANDROID, IOS})
    void signsUpAndInToASessionWithItsCookies(String origin) {
        phone.tampering(shapeOf(origin));
        http = withCookies();
        Answer begun = post("registration/options", object().put("name", name));
        Answer made = post(
                "registration/verify",
                ApiClient.answer(of(begun), phone.create(begun.json().path("publicKey"), origin)));
        assertThat(made.status()).isEqualTo(201);
        assertThat(get("user/whoami").json().path("name").asText()).isEqualTo(name);

        http = withCookies();
        Answer again = post("authentication/options", object());
        Answer signedIn = post(
                "authentication/verify",
                ApiClient.answer(of(again), phone.get(again.json().path("publicKey"), origin)));

        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(get("user/whoami").json().path("name").asText()).isEqualTo(name);
    }

    @Test
    void isChallengedWithATokenThatHasExpired() {
        deployer.deploy(EXPIRING);
        try {
            context = "/" + EXPIRING + "/";
            String token =
                    signUp(ANDROID).json().path("token").path("access_token").asText();
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (get("user/whoami", "Bearer " + token).status() != 401) {
                assertThat(System.nanoTime()).as("the token stays valid").isLessThan(deadline);
            }

            assertIsChallenged(get("user/whoami", "Bearer " + token));
        } finally {
            deployer.undeploy(EXPIRING);
        }
    }

    @Test
    void isTheCallerOfAnApplicationWhoseServerVerifiesItsToken() throws IOException {
        signUp(ANDROID);
        String token = accessToken(signIn(ANDROID));
        Files.writeString(KEYS, get("passkeys/api/jwks.json").response().body());

        deployer.deploy(RESOURCE_SERVER);
        try {
            ApiClient there =
                    new ApiClient(URI.create("http://localhost:" + deployed.getPort() + "/" + RESOURCE_SERVER + "/"));

            ApiClient.Answer answer = there.page("api/secret/who", "Authorization", "Bearer " + token);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.response().body()).isEqualTo(name + " true");
            String changed = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(86);
            assertThat(there.page("api/secret/who", "Authorization", "Bearer " + changed)
                            .status())
                    .isEqualTo(401);
        } finally {
            deployer.undeploy(RESOURCE_SERVER);
        }
    }

    @Test
    void ofAnotherMakerIsRefused() {
        signUp(ANDROID);

        Answer refused = signIn("android:apk-key-hash:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        assertThat(refused.code()).isEqualTo("foreign-origin");
    }

    @Test
    void getsTheClaimsOfMicroProfileJwtSignedByAPublishedKey() throws Exception {
        signUp(ANDROID);
        SignedJWT jwt = SignedJWT.parse(accessToken(signIn(ANDROID)));

        JWKSet published = JWKSet.parse(get("passkeys/api/jwks.json").response().body());

        assertThat(jwt.verify(new ECDSAVerifier(
                        published.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey())))
                .isTrue();
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(ISSUER);
        assertThat(claims.getStringClaim("upn")).isEqualTo(name);
        assertThat(claims.getStringListClaim("groups")).containsExactly("user");
        assertThat(claims.getStringListClaim("amr")).containsExactly("pop", "hwk", "user", "mfa");
    }

    @Test
    void refreshesAndLosesAllTokensWhenOneIsUsedAgain() {
        Answer first = signUp(ANDROID);
        String used = first.json().path("token").path("refresh_token").asText();

        Answer second = refresh(used);
        assertThat(second.status()).isEqualTo(200);
        assertIsCaller(accessToken(second));
        Answer third = form("grant_type=refresh_token&refresh_token="
                + second.json().path("refresh_token").asText());
        assertThat(third.status()).isEqualTo(200);

        Answer again = refresh(used);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().path("error").asText()).isEqualTo("invalid_grant");
        assertThat(again.code()).isEqualTo("invalid-grant");
        assertThat(refresh(third.json().path("refresh_token").asText()).code()).isEqualTo("invalid-grant");
    }

    @Test
    void revokesItsTokens() {
        JsonNode tokens = signUp(ANDROID).json().path("token");
        ObjectNode body = object().put("token", tokens.path("refresh_token").asText());

        assertThat(post("token/revoke", body).status()).isEqualTo(200);

        assertThat(refresh(tokens.path("refresh_token").asText()).code()).isEqualTo("invalid-grant");
        assertIsChallenged(
                get("user/whoami", "Bearer " + tokens.path("access_token").asText()));
        assertThat(post("token/revoke", body).status()).isEqualTo(200);
    }

    @Test
    void managesItsPasskeysAndLosesTheTokensOfTheOneThatIsRemoved() {
        Answer made = signUp(ANDROID);
        String token = made.json().path("token").path("access_token").asText();
        SoftAuthenticator tablet = new SoftAuthenticator();

        Answer begun = post("registration/options", object(), "Authorization", "Bearer " + token);
        Answer second = post(
                "registration/verify",
                ApiClient.answer(of(begun), tablet.create(begun.json().path("publicKey"), ANDROID)),
                "Authorization",
                "Bearer " + token);
        assertThat(second.status()).isEqualTo(201);
        assertThat(get("passkeys/api/credentials", "Bearer " + token).json()).hasSize(2);

        String other = accessToken(signIn(ANDROID, tablet));
        Answer removed = send(
                request("passkeys/api/credentials/" + made.json().path("id").asText())
                        .header("Authorization", "Bearer " + other)
                        .header("Content-Type", "application/json")
                        .DELETE());
        assertThat(removed.status()).isEqualTo(204);

        assertThat(refresh(made.json().path("token").path("refresh_token").asText())
                        .code())
                .isEqualTo("invalid-grant");
        assertIsCaller(other);
    }

    @Test
    void isChallengedWithATokenThatIsNotValid() {
        String token = signUp(ANDROID).json().path("token").path("access_token").asText();
        String[] parts = token.split("\\.");

        for (String wrong : List.of(
                parts[0] + "." + parts[1] + "." + parts[2].substring(1) + "A", parts[0] + "." + parts[1] + ".AAAA")) {
            assertIsChallenged(get("user/whoami", "Bearer " + wrong));
            assertThat(String.valueOf(get("api/whoami", "Bearer " + wrong).status()))
                    .isIn(REFUSED);
            assertThat(get("", "Bearer " + wrong).status()).isEqualTo(200);
        }
        assertThat(get("passkeys/api/session", "Bearer " + token)
                        .json()
                        .path("method")
                        .asText())
                .isEqualTo("token");
    }

    @Test
    void isLeftToTheApplicationWithATokenOfAnotherIssuer() {
        Answer none = get("user/whoami");
        String foreign = key.sign(
                "JWT",
                key.publicKey(),
                new JWTClaimsSet.Builder().issuer("https://idp.example").build());

        for (String other : List.of("Bearer " + foreign, "Bearer opaque-token-of-the-application", "Basic eDp5")) {
            Answer answer = get("user/whoami", other);
            assertThat(answer.status()).isEqualTo(none.status());
            assertThat(answer.header("Location")).isEqualTo(none.header("Location"));
            assertThat(answer.header("WWW-Authenticate")).isEqualTo(none.header("WWW-Authenticate"));
            assertThat(answer.response().body()).isEqualTo(none.response().body());
        }
    }

    @Test
    void bindsItsTokensToItsKey() {
        signUp(ANDROID);
        Answer begun = begin(phone);
        Answer bound = post(
                "token",
                ApiClient.answer(of(begun), phone.get(begun.json().path("publicKey"), ANDROID)),
                "DPoP",
                key.proof("POST", ISSUER + "/passkeys/api/token", Instant.now()));
        assertThat(bound.json().path("token_type").asText()).isEqualTo("DPoP");
        String token = accessToken(bound);
        String address = ISSUER + "/user/whoami";
        String proof = key.proof("GET", address, Instant.now(), token);

        Answer answer = get("user/whoami", "DPoP " + token, "DPoP", proof);
        assertThat(answer.json().path("name").asText()).isEqualTo(name);
        assertThat(get(
                                "api/whoami",
                                "DPoP " + token,
                                "DPoP",
                                key.proof("GET", ISSUER + "/api/whoami", Instant.now(), token))
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo(name);

        List<Answer> stolen = new ArrayList<>();
        stolen.add(get("user/whoami", "DPoP " + token, "DPoP", proof));
        stolen.add(get("user/whoami", "DPoP " + token));
        stolen.add(get("user/whoami", "Bearer " + token));
        stolen.add(
                get("user/whoami", "DPoP " + token, "DPoP", new DpopKey().proof("GET", address, Instant.now(), token)));
        for (Answer thief : stolen) {
            assertThat(thief.status()).isEqualTo(401);
            assertThat(thief.header("WWW-Authenticate"))
                    .matches(
                            "(DPoP error=\"invalid_(dpop_proof|token)\", algs=\"ES256\"|Bearer error=\"invalid_token\")");
        }

        String refreshToken = bound.json().path("refresh_token").asText();
        assertThat(refresh(refreshToken).code()).isEqualTo("invalid-grant");
        Answer refreshed = post(
                "token",
                object().put("grant_type", "refresh_token").put("refresh_token", refreshToken),
                "DPoP",
                key.proof("POST", ISSUER + "/passkeys/api/token", Instant.now()));
        assertThat(refreshed.json().path("token_type").asText()).isEqualTo("DPoP");
        Answer wrong = post(
                "token",
                object().put("grant_type", "refresh_token")
                        .put(
                                "refresh_token",
                                refreshed.json().path("refresh_token").asText()),
                "DPoP",
                proof);
        assertThat(wrong.json().path("error").asText()).isEqualTo("invalid_dpop_proof");
        assertThat(wrong.code()).isEqualTo("invalid-dpop-proof");
    }

    @Test
    void getsNoSessionByWhatWasBegunForTokensAndNoTokensTwice() {
        signUp(ANDROID);
        Answer begun = begin(phone);
        ObjectNode answer = ApiClient.answer(of(begun), phone.get(begun.json().path("publicKey"), ANDROID));

        assertThat(post("authentication/verify", answer).code()).isEqualTo("malformed-request");
        assertThat(post("token", answer).status()).isEqualTo(200);
        assertThat(post("token", answer).code()).isEqualTo("ceremony-spent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"grant_type\":\"password\",\"username\":\"ann\",\"password\":\"x\"}",
                "{\"grant_type\":\"refresh_token\"}",
                "{\"ceremony\":\"x\",\"credential\":{}}"
            })
    void isToldThatARequestMakesNoSense(String body) {
        Answer refused = send(request("passkeys/api/token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("malformed-request");
    }

    @Test
    void isNobodyInASessionThatTheTokenComesWith() {
        String token = signUp(ANDROID).json().path("token").path("access_token").asText();
        ApiClient grace = new ApiClient(URI.create("http://localhost:" + deployed.getPort() + deployed.getPath()));
        grace.form("login", Map.of("name", "grace", "password", "nanosecond"));
        String session = grace.cookieNames().stream()
                .map(cookie -> cookie + "=" + grace.cookie(cookie))
                .collect(Collectors.joining("; "));
        assertThat(get("user/whoami", "", "Cookie", session).json().path("name").asText())
                .isEqualTo("grace");

        assertThat(get("user/whoami", "Bearer " + token, "Cookie", session)
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo(name);
        assertThat(get("user/whoami", "", "Cookie", session).json().path("name").asText())
                .isEqualTo("grace");
        assertThat(get("user/whoami").json().path("name").asText()).isEmpty();
    }

    /**
     * What the platforms send: Credential Manager names the app in the client data; AuthenticationServices has no JSON, and an app writes the
     * members that it gets.
     */
    private static Tampering shapeOf(String origin) {
        boolean android = origin.equals(ANDROID);
        return new Tampering(
                data -> {
                    data.remove("crossOrigin");
                    if (android) {
                        data.put("androidPackageName", "com.example.app");
                    }
                },
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                attestation -> {},
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                answer -> {
                    if (!android) {
                        answer.remove("authenticatorAttachment");
                        answer.putObject("clientExtensionResults");
                        ((ObjectNode) answer.path("response")).remove("publicKeyAlgorithm");
                    }
                });
    }

    private static HttpClient withCookies() {
        return HttpClient.newBuilder().cookieHandler(ApiClient.cookiesOverTls()).build();
    }

    private void assertIsCaller(String token) {
        String expected = "{\"name\":\"" + name + "\",\"roles\":[\"user\"]}";
        for (String path : List.of("user/whoami", "api/whoami", "api/desk/whoami")) {
            Answer answer = get(path, "Bearer " + token);
            assertThat(answer.response().body()).as(path).isEqualTo(expected);
            assertThat(answer.header("Set-Cookie")).as(path).isEmpty();
        }
    }

    private static void assertIsChallenged(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(answer.code()).isEqualTo("not-signed-in");
        assertThat(answer.response().body()).doesNotContain("signature", "revoked", "expired");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    private Answer signUp(String origin) {
        Answer begun = post("registration/options", object().put("name", name).put("purpose", "token"));
        assertThat(begun.header("Set-Cookie")).isEmpty();
        Answer made = post(
                "registration/verify",
                ApiClient.answer(of(begun), phone.create(begun.json().path("publicKey"), origin))
                        .put("purpose", "token"));
        assertThat(made.header("Set-Cookie")).isEmpty();
        return made;
    }

    private Answer signIn(String origin) {
        return signIn(origin, phone);
    }

    private Answer signIn(String origin, SoftAuthenticator authenticator) {
        Answer begun = begin(authenticator);
        Answer answer = post(
                "token",
                ApiClient.answer(of(begun), authenticator.get(begun.json().path("publicKey"), origin)));
        assertThat(answer.header("Set-Cookie")).isEmpty();
        return answer;
    }

    private Answer begin(SoftAuthenticator authenticator) {
        Answer begun = post("authentication/options", object().put("purpose", "token"));
        assertThat(begun.status()).isEqualTo(200);
        assertThat(begun.header("Set-Cookie")).isEmpty();
        return begun;
    }

    private Answer refresh(String token) {
        return post("token", object().put("grant_type", "refresh_token").put("refresh_token", token));
    }

    private Answer form(String body) {
        return send(request("passkeys/api/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String accessToken(Answer answer) {
        return answer.json().path("access_token").asText();
    }

    private static ApiClient.Answer of(Answer answer) {
        return new ApiClient.Answer(answer.response(), answer.json());
    }

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** What apps call the application, whatever the tests call it. */
    private Answer get(String path) {
        return send(request(path));
    }

    private Answer get(String path, String authorization, String... headers) {
        HttpRequest.Builder request = request(path);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private Answer post(String path, ObjectNode body, String... headers) {
        HttpRequest.Builder request = request("passkeys/api/" + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(
                        "http://localhost:" + deployed.getPort() + (context.isEmpty() ? deployed.getPath() : context))
                .resolve(path));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response, json(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
