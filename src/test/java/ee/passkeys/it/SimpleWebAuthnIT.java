// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Built;
import ee.passkeys.testkit.VirtualAuthenticator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client that others wrote, {@code @simplewebauthn/browser}, works with the endpoints as they are. */
@Tag("browser")
@VirtualAuthenticator
class SimpleWebAuthnIT extends DemoIT {

    /** What any client of the wire contract does; the ceremonies are SimpleWebAuthn's. */
    private static final String CLIENT = """
            const { startRegistration, startAuthentication } = SimpleWebAuthnBrowser;
            const call = async (path, body) => {
              const answer = await fetch(`passkeys/api/${path}`, {
                method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
              return { status: answer.status, ...await answer.json() };
            };
            const register = async (request) => {
              const { ceremony, publicKey } = await call('registration/options', request);
              return call('registration/verify', { ceremony, credential: await startRegistration({ optionsJSON: publicKey }) });
            };
            const authenticate = async (request) => {
              const { ceremony, publicKey } = await call('authentication/options', request);
              return call('authentication/verify', { ceremony, credential: await startAuthentication({ optionsJSON: publicKey }) });
            };
            const done = arguments[arguments.length - 1];
            const tell = (promise) => promise.then((it) => done([it.status, it.name ?? it.label ?? it.code].join(' ')),
              (error) => done(String(error)));
            """;

    private Browser browser;

    @BeforeEach
    void openPage() throws IOException {
        browser = new Browser();
        browser.open(base());
        bringLibrary();
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void makesAnAccountAndSignsInWithAndWithoutItsName() {
        assertThat(run("tell(register({ name: 'simon', displayName: 'Simon' }))"))
                .startsWith("201 ");
        assertThat(browser.fetch(at("api/whoami"))).contains("\"simon\"");
        signOut();
        assertThat(run("tell(authenticate({}))")).isEqualTo("200 simon");
        signOut();
        assertThat(run("tell(authenticate({ name: 'simon' }))")).isEqualTo("200 simon");
        assertThat(browser.fetch(at("user/whoami"))).isEqualTo("{\"name\":\"simon\",\"roles\":[\"user\"]}");
    }

    @Test
    void hearsOfARefusalByItsCode() {
        assertThat(run("tell(call('registration/options', { name: 'ada' }))")).isEqualTo("409 name-taken");
    }

    private String run(String script) {
        return (String) browser.runAsync(CLIENT + script);
    }

    private void signOut() {
        browser.runAsync(
                "fetch('passkeys/api/session', { method: 'DELETE', headers: { 'content-type': 'application/json' } })"
                        + ".then(arguments[0])");
        assertThat(browser.fetch(at("passkeys/api/session"))).isEqualTo("401");
        assertThat(browser.fetch(at("api/whoami"))).isIn(REFUSED);
    }

    private void bringLibrary() throws IOException {
        Path library = Built.target().resolve(Path.of("test-tools", "simplewebauthn-browser.umd.min.js"));
        browser.run(Files.readString(library));
    }
}
