// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a content security policy lets us put in, and with which nonce. */
class ContentPoliciesTest {

    private static final String PAGE = "<form action=j_security_check><input name=j_username></form>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default-src 'self'",
                "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'",
                "DEFAULT-SRC 'SELF'",
                "default-src *",
                "default-src https://shop.example",
                "default-src shop.example/",
                "frame-ancestors 'none'",
                "script-src-elem 'self'; script-src 'none'",
                "default-src 'self', script-src 'self'",
                " ; default-src 'self';",
                "sandbox allow-forms allow-scripts allow-same-origin"
            })
    void needsNoNonceWhereThePagesOwnServerIsAllowed(String policy) {
        assertThat(grafted(PAGE, policy))
                .contains("<script type=\"module\" src=\"/shop/passkeys/passkeys.js\"></script>")
                .contains("<link ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "script-src 'nonce-r4nd0m+/='",
                "script-src 'nonce-r4nd0m+/=' 'strict-dynamic' https:",
                "default-src 'none'; script-src 'NONCE-r4nd0m+/='; connect-src 'self'",
                "script-src 'self' 'nonce-r4nd0m+/='",
                "script-src 'nonce-another' 'nonce-r4nd0m+/=', script-src 'nonce-r4nd0m+/='"
            })
    void takesTheNonceOfThePolicy(String policy) {
        assertThat(grafted(PAGE, policy)).contains("passkeys.js\" nonce=\"r4nd0m+/=\"></script>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "script-src 'none'",
                "script-src",
                "script-src https://cdn.example",
                "script-src 'unsafe-inline'",
                "script-src 'sha256-abc='",
                "script-src 'self' 'strict-dynamic'",
                "script-src 'self', script-src 'none'",
                "script-src 'self', script-src 'nonce-a b'"
            })
    void refusesWhereOurScriptWouldBeBlocked(String policy) {
        Outcome outcome = graft(PAGE, policy);

        assertThat(outcome.changes()).isFalse();
        assertThat(outcome.findings()).singleElement().asString().contains("forbids scripts", "script-src");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect-src 'none'", "connect-src https://api.example", "connect-src"})
    void refusesWhereOurScriptCouldNotCallTheServer(String policy) {
        Outcome outcome = graft(PAGE, policy);

        assertThat(outcome.changes()).isFalse();
        assertThat(outcome.findings()).singleElement().asString().contains("forbids requests", "connect-src");
    }

    @Test
    void refusesInASandbox() {
        assertThat(graft(PAGE, "sandbox allow-forms").changes()).isFalse();
    }

    @Test
    void goesWithoutTheStyleSheetWhereItWouldBeBlocked() {
        Outcome outcome = graft(PAGE, "script-src 'self'; style-src https://cdn.example");

        assertThat(apply(PAGE, outcome)).contains("<passkey-sign-in").doesNotContain("<link");
        assertThat(outcome.findings()).anySatisfy(finding -> {
            assertThat(finding.refused()).isTrue();
            assertThat(finding.text()).contains("without its style sheet");
        });
    }

    @Test
    void takesTheNonceOfStylesForTheStyleSheet() {
        assertThat(grafted(PAGE, "script-src 'nonce-a'; style-src 'nonce-b'"))
                .contains("passkeys.css\" nonce=\"b\"/>")
                .contains("passkeys.js\" nonce=\"a\">");
    }

    @Test
    void readsThePolicyOfThePage() {
        assertThat(grafted(
                        "<meta http-equiv='Content-Security-Policy' content=\"script-src &#39;nonce-a&#39;\">" + PAGE))
                .contains("passkeys.js\" nonce=\"a\">");
    }

    @Test
    void takesTheNonceOfScriptsForAPolicyThatAProxyMayAdd() {
        assertThat(grafted("<script nonce=abc></script>" + PAGE)).contains("passkeys.js\" nonce=\"abc\">");
        assertThat(grafted("<script nonce='a\"b'></script>" + PAGE)).contains("passkeys.js\"></script>");
    }

    @Test
    void neverSaysTheNonceInTheLog() {
        assertThat(graft(PAGE, "script-src 'nonce-secret'").findings().toString())
                .doesNotContain("secret");
    }

    @Test
    void refusesWherePasskeysAreForbidden() {
        for (String header : List.of(
                "publickey-credentials-get=()", "camera=(), publickey-credentials-get=(\"https://a.example\")")) {
            Outcome outcome = new LoginFormEnhancer(Optional.empty()).apply(page(PAGE, List.of(), List.of(header)));
            assertThat(outcome.changes()).isFalse();
            assertThat(outcome.findings()).singleElement().asString().contains("publickey-credentials-get");
        }
        for (String header : List.of("publickey-credentials-get=(self)", "publickey-credentials-get=*", "camera=()")) {
            assertThat(new LoginFormEnhancer(Optional.empty())
                            .apply(page(PAGE, List.of(), List.of(header)))
                            .changes())
                    .isTrue();
        }
    }

    private static String grafted(String page, String... policies) {
        return apply(page, graft(page, policies));
    }

    private static String apply(String page, Outcome outcome) {
        return new String(
                Insertion.into(page.getBytes(StandardCharsets.UTF_8), outcome.insertions()), StandardCharsets.UTF_8);
    }

    private static Outcome graft(String page, String... policies) {
        return new LoginFormEnhancer(Optional.empty()).apply(page(page, List.of(policies), List.of()));
    }

    private static Page page(String page, List<String> policies, List<String> permissions) {
        return new Page(page, "text/html", policies, permissions, "shop.example", "/shop");
    }
}
