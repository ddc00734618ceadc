// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.ApiClient;
import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.kinds.Kinds;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every client gets from an application with the jar what it gets without, byte for byte, whatever it sends and takes. */
@Tag("server")
@ExtendWith(ArquillianExtension.class)
@DisplayName("With the jar an application")
class SameAnswersIT {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "OPTIONS", "HEAD");
    private static final List<String> ACCEPTED = List.of("text/html", "application/json", "*/*", "");
    private static final List<String> ANSWERS =
            List.of("", "user", "unauthorized", "status", "status of the context", "text", "failure");
    /** Payara repeats even these methods after the sign-in, where it is the page that a browser is led to. */
    private static final Pattern REPEATED = Pattern.compile("sign-in after (HEAD|OPTIONS) \\d: where it leads .*");

    private static final String RIGHT = "j_username=bob&j_password=four-candles";
    private static final String WRONG = "j_username=nobody&j_password=fork-handles";

    @ArquillianResource
    @OperateOnDeployment("form-old")
    private URL deployed;

    @Deployment(name = "form-old", testable = false)
    static WebArchive formOld() {
        return Kinds.withForm("beside-form-old.war");
    }

    @Deployment(name = "form-new", testable = false)
    static WebArchive formNew() {
        return Installed.into(Kinds.withForm("beside-form-new.war"));
    }

    @Deployment(name = "basic-old", testable = false)
    static WebArchive basicOld() {
        return Kinds.withBasic("beside-basic-old.war");
    }

    @Deployment(name = "basic-new", testable = false)
    static WebArchive basicNew() {
        return Installed.into(Kinds.withBasic("beside-basic-new.war"));
    }

    @Deployment(name = "mechanism-old", testable = false)
    static WebArchive mechanismOld() {
        return Kinds.withMechanism("beside-mechanism-old.war");
    }

    @Deployment(name = "mechanism-new", testable = false)
    static WebArchive mechanismNew() {
        return Installed.into(Kinds.withMechanism("beside-mechanism-new.war"));
    }

    @Deployment(name = "untyped-old", testable = false)
    static WebArchive untypedOld() {
        return Kinds.withUntypedForm("beside-untyped-old.war");
    }

    @Deployment(name = "untyped-new", testable = false)
    static WebArchive untypedNew() {
        return Installed.into(Kinds.withUntypedForm("beside-untyped-new.war"));
    }

    @Deployment(name = "problem-new", testable = false)
    static WebArchive problem() {
        return Installed.into(Kinds.withFormAnd("problem", "beside-problem-new.war"));
    }

    @Deployment(name = "page-new", testable = false)
    static WebArchive page() {
        return Installed.into(Kinds.withFormAnd("page", "beside-page-new.war"));
    }

    /** One class of the jar that has to do with Faces, and Payara takes the application for one that uses it. */
    @Test
    void withoutFacesDoesNotGetItsServlet() {
        compare("form", exchanges -> {
            for (String page : List.of("none.xhtml", "none.jsf", "none.faces", "faces/none.xhtml", "none.jsp")) {
                exchanges.guest("no such page").send("GET", page, "", "Accept", "text/html");
            }
        });
    }

    @Test
    void withAMechanismGivesItsAnswers() {
        compare("mechanism", exchanges -> {
            for (String accept : ACCEPTED) {
                for (String answer : ANSWERS) {
                    for (String method : METHODS) {
                        String[] headers = {"Accept", accept, "X-Answer", answer};
                        if (!answer.isEmpty()) {
                            exchanges.guest("protected").send(method, "foo/act?who", "", headers);
                        }
                        exchanges
                                .guest("open")
                                .send(method, "open/act?who", "", headers)
                                .send(method, "open/act?look,who", "", headers)
                                .send(method, "open/act?authenticate,who", "", headers)
                                .send(method, "open/act?session,look,who", "", headers);
                    }
                }
            }
        });
    }

    @Test
    void withAMechanismThatDoesNothingOffersASignInAtAProtectedPage() {
        ApiClient client = client("mechanism-new");

        assertThat(client.page("foo/act", "Accept", "text/html").header("Location"))
                .contains("passkeys/login");
        assertThat(client.page("foo/act", "Accept", "application/json").code()).isEqualTo("not-signed-in");
    }

    @Test
    void tellsProgramsWhereTheSettingsSaySo() {
        for (String application : List.of("problem-new", "page-new")) {
            ApiClient client = client(application);
            assertThat(client.page("foo/act", "Accept", "application/json").code())
                    .isEqualTo("not-signed-in");
            assertThat(client.page("foo/act").status()).isEqualTo(401);
        }
        assertThat(client("problem-new")
                        .page("foo/act", "Accept", "text/html")
                        .response()
                        .body())
                .isEqualTo("the form");
        assertThat(client("page-new").page("foo/act", "Accept", "text/html").header("Location"))
                .contains("passkeys/login");
    }

    @Test
    void withALoginPageOfNoTypeShowsItAsBefore() {
        compare("untyped", exchanges -> {
            for (String write : List.of("stream", "writer")) {
                for (String method : METHODS) {
                    exchanges.guest(write).send(method, "foo/act", "", "Accept", "text/html", "X-Write", write);
                    exchanges.guest(write).send(method, "form", "", "Accept", "text/html", "X-Write", write);
                }
            }
        });
    }

    @Test
    void withAFormOfWebXmlAnswersGuestsAsBefore() {
        compare("form", exchanges -> {
            for (String accept : ACCEPTED) {
                for (String method : METHODS) {
                    String body = method.startsWith("P") ? "a=b" : "";
                    exchanges.guest("guest").send(method, "foo/act?who,body", body, "Accept", accept);
                    exchanges.guest("guest").send(method, "open/act?who,body", body, "Accept", accept);
                    exchanges.guest("asked by code").send(method, "open/act?authenticate", body, "Accept", accept);
                    exchanges
                            .guest("asked by code twice")
                            .send(method, "open/act?session", body, "Accept", accept)
                            .send(method, "open/act?authenticate", body, "Accept", accept);
                }
            }
        });
    }

    @Test
    void withAFormOfWebXmlSignsInAsBefore() {
        compare("form", exchanges -> {
            for (String accept : ACCEPTED) {
                for (String method : METHODS) {
                    String body = method.startsWith("P") ? "a=b" : "";
                    exchanges
                            .guest("sign-in after " + method)
                            .send(method, "foo/act?who,body", body, "Accept", accept)
                            .send("POST", "j_security_check", WRONG, "Accept", accept)
                            .send("POST", "j_security_check", RIGHT, "Accept", accept)
                            .follow("Accept", accept)
                            .send(method, "foo/act?who,body", body, "Accept", accept)
                            .send(method, "open/act?who,body", body, "Accept", accept)
                            .send("GET", "open/act?authenticate,who", "", "Accept", accept)
                            .send("GET", "open/act?logout,who", "", "Accept", accept);
                }
            }
        });
    }

    @Test
    void withAFormOfWebXmlTakesFormsAsBefore() {
        compare("form", exchanges -> {
            for (String accept : ACCEPTED) {
                for (String method : METHODS) {
                    exchanges
                            .guest("no session")
                            .send(method, "j_security_check", method.startsWith("P") ? RIGHT : "", "Accept", accept);
                    exchanges.guest("in the query").send(method, "j_security_check?" + RIGHT, "", "Accept", accept);
                }
                exchanges.guest("wrong").send("POST", "j_security_check", WRONG, "Accept", accept);
                exchanges.guest("half").send("POST", "j_security_check", "j_username=bob", "Accept", accept);
                exchanges.guest("none").send("POST", "j_security_check", "", "Accept", accept);
                exchanges
                        .guest("below")
                        .send("GET", "foo/act", "", "Accept", accept)
                        .send("POST", "foo/j_security_check", RIGHT, "Accept", accept)
                        .follow("Accept", accept);
            }
        });
    }

    @Test
    void withAFormOfWebXmlTakesFormsAtOddAddressesAsBefore() {
        compare("form", exchanges -> {
            for (String address : List.of(
                    "j%5Fsecurity_check",
                    "j_security_check/",
                    "j_security_check/more",
                    "J_SECURITY_CHECK",
                    "j_security_check;a=b",
                    "foo/j_security_check?a=b",
                    "no/where/j_security_check",
                    "xj_security_check",
                    "foo//j_security_check",
                    "foo/act/j_security_check")) {
                exchanges
                        .guest(address)
                        .send("GET", "foo/act", "")
                        .send("POST", address, RIGHT)
                        .follow()
                        .send("GET", "foo/act?who", "");
            }
        });
    }

    @Test
    void withAFormOfWebXmlTakesOddFormsAsBefore() {
        compare("form", exchanges -> {
            for (String body : List.of(
                    "j_username=+bob&j_password=four-candles",
                    "j_username=b%6fb&j_password=four%2Dcandles",
                    RIGHT + "&j_username=nobody",
                    "j_username=nobody&" + RIGHT,
                    "j_username=&j_password=",
                    "j_username=%zz&j_password=four-candles",
                    "j_username=bob%00&j_password=four-candles",
                    "&&" + RIGHT + "&")) {
                for (String type : List.of(
                        "application/x-www-form-urlencoded",
                        "application/x-www-form-urlencoded;charset=UTF-8",
                        "Application/X-WWW-Form-Urlencoded ; charset=iso-8859-1",
                        "multipart/form-data; boundary=b",
                        "text/plain",
                        "application/json")) {
                    exchanges
                            .guest(body)
                            .send("GET", "foo/act", "")
                            .send("POST", "j_security_check", body, "Content-Type", type)
                            .follow()
                            .send("GET", "foo/act?who", "");
                }
            }
        });
    }

    @Test
    void answersRareMethodsAsBefore() {
        for (String kind : List.of("form", "basic")) {
            compare(kind, exchanges -> {
                for (String method : List.of("DELETE", "PATCH", "TRACE", "PROPFIND")) {
                    for (String path : List.of("foo/act?who", "open/act?who", "foo/", "no/where")) {
                        exchanges.guest("guest").send(method, path, "");
                        exchanges.guest("by header").send(method, path, "", "Authorization", basic("bob:four-candles"));
                    }
                }
            });
        }
    }

    @Test
    void withBasicTakesOddHeadersAsBefore() {
        compare("basic", exchanges -> {
            String right = basic("bob:four-candles");
            for (String authorization : List.of(
                    right + " ",
                    right + " more",
                    right + "=",
                    right.replace("=", ""),
                    right + ", " + right,
                    right.replace("Basic ", "Basic\t"),
                    right.replace("Basic ", "Basic"),
                    basic("bob:four-candles\n"),
                    basic(" bob:four-candles"),
                    basic("bob:four-candles:"),
                    basic("bob\u0000:four-candles"),
                    basic("BOB:four-candles"),
                    "Basic",
                    "Basic =")) {
                for (String path : List.of("foo/act?who", "open/act?who", "no/where")) {
                    exchanges.guest(path).send("GET", path, "", "Authorization", authorization);
                }
            }
        });
    }

    @Test
    void withAFormOfWebXmlLetsCodeSignInAsBefore() {
        compare("form", SameAnswersIT::code);
    }

    @Test
    void withBasicLetsCodeSignInAsBefore() {
        compare("basic", SameAnswersIT::code);
    }

    private static void code(Exchanges exchanges) {
        for (String accept : ACCEPTED) {
            for (String start : List.of("open/act?who", "open/act?session")) {
                exchanges
                        .guest("login " + start)
                        .send("GET", start, "", "Accept", accept)
                        .send("GET", "open/act?login-bob,who", "", "Accept", accept)
                        .send("GET", "open/act?who", "", "Accept", accept)
                        .send("GET", "foo/act?who", "", "Accept", accept);
                exchanges
                        .guest("wrong login " + start)
                        .send("GET", start, "", "Accept", accept)
                        .send("GET", "open/act?login-nobody,who", "", "Accept", accept)
                        .send("GET", "open/act?login-nobody,login-bob,who", "", "Accept", accept)
                        .send("GET", "open/act?logout,who", "", "Accept", accept)
                        .send("GET", "open/act?logout,login-bob,who,logout,who", "", "Accept", accept);
                exchanges
                        .guest("login and authenticate " + start)
                        .send("GET", start, "", "Accept", accept)
                        .send("GET", "open/act?login-bob,authenticate,who", "", "Accept", accept)
                        .send("GET", "open/act?look", "", "Accept", accept);
            }
        }
    }

    @Test
    void withBasicAnswersAsBefore() {
        compare("basic", exchanges -> {
            for (String authorization : List.of(
                    "",
                    basic("bob:four-candles"),
                    basic("nobody:fork-handles"),
                    basic("bob"),
                    basic(":"),
                    "Basic ???",
                    "Basic",
                    basic("bob:four-candles").replace("Basic", "bASIC"),
                    basic("bob:four-candles").replace("Basic ", "Basic  "),
                    "Bearer Ym9i")) {
                for (String accept : ACCEPTED) {
                    for (String method : METHODS) {
                        String body = method.startsWith("P") ? "a=b" : "";
                        String[] headers = {"Accept", accept, "Authorization", authorization};
                        exchanges
                                .guest("password by " + method)
                                .send(method, "foo/act?who,body", body, headers)
                                .send(method, "open/act?who,body", body, headers)
                                .send(method, "foo/act?who", body, "Accept", accept);
                    }
                    String[] headers = {"Accept", accept, "Authorization", authorization};
                    exchanges
                            .guest("open")
                            .send("GET", "open/act?who", "", headers)
                            .send("GET", "open/act?authenticate,who", "", headers)
                            .send("GET", "open/act?session,authenticate,who", "", headers)
                            .send("GET", "open/act?authenticate,who", "", headers)
                            .send("GET", "open/act?who", "", headers)
                            .send("GET", "open/act?login-bob,who", "", headers);
                }
            }
        });
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }

    private void compare(String kind, Consumer<Exchanges> job) {
        Map<String, String> old = run(kind + "-old", job);
        Map<String, String> same = run(kind + "-new", job);
        List<String> differences = new ArrayList<>();
        old.forEach((sent, answer) -> {
            String now = String.valueOf(same.get(sent));
            if (!now.equals(answer)
                    && !isFailure(answer)
                    && !REPEATED.matcher(sent).matches()) {
                differences.add("== " + sent + "\n-- without\n" + answer + "\n-- with\n" + now + "\n");
            }
        });
        assertThat(differences).as(differences.size() + " of " + old.size()).isEmpty();
    }

    /** Nobody relies on a failure of the server. */
    private static boolean isFailure(String answer) {
        return answer.startsWith("500") || answer.equals(Exchanges.BROKEN_OFF);
    }

    private ApiClient client(String application) {
        return new ApiClient(URI.create("http://localhost:" + deployed.getPort() + "/beside-" + application + "/"));
    }

    private Map<String, String> run(String application, Consumer<Exchanges> job) {
        Exchanges exchanges =
                new Exchanges(URI.create("http://localhost:" + deployed.getPort() + "/beside-" + application + "/"));
        job.accept(exchanges);
        return exchanges.written();
    }
}
