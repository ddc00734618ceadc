// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the form of a {@code web.xml} does, with passkeys as without. */
@ExtendWith(ArquillianExtension.class)
@Tag("server")
abstract class FormLoginContract {

    static final String FORM = "application/x-www-form-urlencoded";

    final Http http = new Http();

    @ArquillianResource
    URL deployed;

    @Test
    void showsTheFormInPlaceOfThePage() {
        HttpResponse<String> form = http.get(at("user/who"));

        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.body()).isEqualTo("the form");
        assertThat(form.headers().firstValue("Location")).isEmpty();
        assertThat(form.headers().allValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("JSESSIONID="));
    }

    @Test
    void leadsBackToThePageThatWasAskedFor() {
        http.get(at("user/who?a=1&b=%C3%BC"));

        assertThat(signIn("bob", "four-candles")).endsWith("/user/who?a=1&b=%C3%BC");
        assertThat(http.get(at("user/who?a=1&b=%C3%BC")).body()).isEqualTo("bob true");
    }

    @Test
    void takesTheFormAnywhereInTheApplication() {
        http.get(at("user/who"));

        assertThat(location(submit("user/deep/down/j_security_check", "bob", "four-candles")))
                .endsWith("/user/who");
    }

    @Test
    void showsTheErrorPageForAWrongPasswordAndTakesTheRightOneThen() {
        http.get(at("user/who"));

        assertThat(submit("j_security_check", "bob", "fork-handles").body()).isEqualTo("wrong password");
        assertThat(submit("j_security_check", "n\u00f6body", "fork-h\u00e4ndles")
                        .body())
                .isEqualTo("wrong password");
        assertThat(signIn("bob", "four-candles")).endsWith("/user/who");
    }

    @Test
    void leadsToThePageThatWasAskedForLast() {
        http.get(at("user/who?tab=1"));
        http.get(at("user/who?tab=2"));

        assertThat(signIn("bob", "four-candles")).endsWith("/user/who?tab=2");
        assertThat(http.get(at("user/who?tab=1")).body()).isEqualTo("bob true");
    }

    @Test
    void goesOnWithTheFormThatWasSentBefore() {
        assertThat(http.submit(at("user/echo?q=1"), FORM, "a=b&a=c+d&q=2").body())
                .isEqualTo("the form");

        assertThat(signIn("bob", "four-candles")).endsWith("/user/echo?q=1");
        assertThat(http.get(at("user/echo?q=1")).body()).isEqualTo("POST|bob|" + FORM + "|13|{a=[b, c d], q=[1, 2]}");
    }

    @Test
    void goesOnWithTheFormOnce() {
        http.submit(at("user/echo"), FORM, "a=b");
        signIn("bob", "four-candles");

        assertThat(http.get(at("user/echo")).body()).startsWith("POST|bob|");
        assertThat(http.get(at("user/echo")).body()).startsWith("GET|bob|").endsWith("{}");
    }

    @Test
    void goesOnWithTheCharactersOfTheForm() {
        for (String encoding : List.of("", "?encoding=UTF-8", "?encoding=ISO-8859-1")) {
            Http other = new Http();
            other.submit(at("user/echo" + encoding), FORM, "a=%C3%BC");
            other.post(at("j_security_check"), Map.of("j_username", "bob", "j_password", "four-candles"));
            String restored = parametersOf(other.get(at("user/echo" + encoding)));

            assertThat(restored).as(encoding).contains("a=[");
            assertThat(restored)
                    .as(encoding)
                    .isEqualTo(parametersOf(other.submit(at("user/echo" + encoding), FORM, "a=%C3%BC")));
        }
    }

    @Test
    void goesOnWithABodyThatIsNoForm() {
        for (String read : List.of("bytes", "text")) {
            Http other = new Http();
            other.submit(at("user/echo?read=" + read), "application/xml", "<a>b</a>");
            other.post(at("j_security_check"), Map.of("j_username", "bob", "j_password", "four-candles"));

            assertThat(other.get(at("user/echo?read=" + read)).body()).isEqualTo("POST|bob|application/xml|8|<a>b</a>");
        }
    }

    final String signIn(String name, String password) {
        return location(submit("j_security_check", name, password));
    }

    private HttpResponse<String> submit(String path, String name, String password) {
        return http.post(at(path), Map.of("j_username", name, "j_password", password));
    }

    private static String parametersOf(HttpResponse<String> echo) {
        return echo.body().substring(echo.body().lastIndexOf('|'));
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isIn(302, 303);
        return answer.headers().firstValue("Location").orElse("");
    }

    final URI at(String path) {
        return URI.create("http://localhost:" + deployed.getPort() + deployed.getPath())
                .resolve(path);
    }
}
