// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.OldApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@DisplayName("An application that bundles another Hibernate than WildFly's")
@Tag("server")
class OwnHibernateIT {

    @ArquillianResource
    @OperateOnDeployment("with passkeys")
    private URL withPasskeys;

    @ArquillianResource
    @OperateOnDeployment("without")
    private URL without;

    @Deployment(name = "with passkeys", testable = false)
    static WebArchive withPasskeys() {
        return OldApplication.withOwnHibernate()
                .addAsLibrary(Built.allOwnHibernateJar().toFile());
    }

    @Deployment(name = "without", testable = false)
    static WebArchive without() {
        return ShrinkWrap.create(WebArchive.class, "without.war").merge(OldApplication.withOwnHibernate());
    }

    @Test
    void goesOnWithItAndHasPasskeysInIt() {
        ApiClient api = client(withPasskeys);
        SoftAuthenticator phone = new SoftAuthenticator();
        api.formLogin("bob", "four-candles");
        assertThat(api.register(phone).status()).isEqualTo(201);
        assertThat(api.signIn(phone).status()).isEqualTo(200);

        assertThat(api.page("user/who").response().body()).isEqualTo("bob true");
        assertThat(provider(withPasskeys)).isEqualTo(provider(without)).endsWith("hibernate-core-6.5.3.Final.jar");
    }

    private static String provider(URL application) {
        ApiClient.Answer notes = client(application).page("notes");
        assertThat(notes.response().body()).endsWith("notes");
        return notes.header("Persistence-Provider").replaceFirst("^.*/", "");
    }

    private static ApiClient client(URL application) {
        return new ApiClient(URI.create("http://localhost:" + application.getPort() + application.getPath()));
    }
}
