// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.kinds.JwtApplication;
import ee.passkeys.testkit.kinds.JwtResource;
import java.net.URI;
import java.net.URL;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@Tag("server")
@DisplayName("An application whose callers bring tokens that the server verifies")
class ServerJwtIT {

    private static final String ISSUER = "https://issuer.example";
    private static final KeyPair KEY = key();

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <security-constraint>
                <web-resource-collection><web-resource-name>secret</web-resource-name><url-pattern>/api/secret/*</url-pattern></web-resource-collection>
                <auth-constraint><role-name>user</role-name></auth-constraint>
              </security-constraint>
              <security-role><role-name>user</role-name></security-role>
            </web-app>
            """;

    @ArquillianResource
    @OperateOnDeployment("server-jwt")
    private URL deployed;

    @Deployment(name = "beside-server-jwt", testable = false)
    static WebArchive alone() {
        return application("beside-server-jwt.war");
    }

    @Deployment(name = "server-jwt", testable = false)
    static WebArchive installed() {
        return Installed.into(application("server-jwt.war"));
    }

    private static WebArchive application(String name) {
        String key = Base64.getEncoder().encodeToString(KEY.getPublic().getEncoded());
        return application(name, "mp.jwt.verify.publickey=" + key + "\nmp.jwt.verify.issuer=" + ISSUER + "\n");
    }

    static WebArchive application(String name, String settings) {
        return ShrinkWrap.create(WebArchive.class, name)
                .addClasses(JwtApplication.class, JwtResource.class)
                .setWebXML(new StringAsset(WEB_XML))
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsResource(new StringAsset(settings), "META-INF/microprofile-config.properties");
    }

    @Test
    void keepsThem() throws JOSEException {
        List<String> alone = answers("beside-server-jwt", "api/secret/who", "api/open/who");

        assertThat(alone).containsExactly("200 bob true", "401", "200 bob true", "401");
        assertThat(answers("server-jwt", "api/secret/who", "api/open/who")).isEqualTo(alone);
    }

    /** Payara alone answers a guest at a protected page with an empty one, in whose place a sign-in is asked for. */
    @Test
    void asksGuestsForASignInWhereOneIsNeeded() {
        assertThat(answer("server-jwt", "api/secret/who")).isEqualTo("401");
        assertThat(answer("server-jwt", "api/open/who"))
                .isEqualTo(answer("beside-server-jwt", "api/open/who"))
                .isEqualTo("200 null false");
    }

    private List<String> answers(String application, String... paths) throws JOSEException {
        List<String> answers = new ArrayList<>();
        for (String path : paths) {
            answers.add(answer(application, path, "Authorization", "Bearer " + token(KEY)));
            answers.add(answer(application, path, "Authorization", "Bearer " + token(key())));
        }
        return answers;
    }

    private String answer(String application, String path, String... headers) {
        URI root = URI.create("http://localhost:" + deployed.getPort() + "/" + application + "/");
        ApiClient.Answer answer = new ApiClient(root).page(path, headers);
        return answer.status()
                + (answer.status() == 200 ? " " + answer.response().body() : "");
    }

    private static String token(KeyPair key) throws JOSEException {
        Instant now = Instant.now();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .subject("bob")
                        .claim("upn", "bob")
                        .claim("groups", List.of("user"))
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)))
                        .build());
        token.sign(new RSASSASigner(key.getPrivate()));
        return token.serialize();
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
