// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import ee.passkeys.ui.loginform.ContentPolicy.Thing;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;

/** Content security policies of a page, from its headers and its content; each must allow the insertions. */
final class ContentPolicies {

    /** Harmless in an attribute. */
    private static final Pattern NONCE = Pattern.compile("[\\w+/=-]+");

    private static final String NO_NONCE = "";

    private final String host;
    private final List<ContentPolicy> policies;
    private final List<String> nonces;

    private ContentPolicies(String host, List<ContentPolicy> policies, List<String> nonces) {
        this.host = host;
        this.policies = policies;
        this.nonces = nonces;
    }

    static ContentPolicies of(Page page, Document document) {
        List<String> inside =
                document.select("meta[http-equiv=content-security-policy]").eachAttr("content");
        List<ContentPolicy> policies = Stream.concat(page.contentPolicies().stream(), inside.stream())
                .flatMap(header -> ContentPolicy.parse(header).stream())
                .toList();
        // A policy that a proxy adds is not seen here, but it needs the scripts of the page to carry its nonce.
        Stream<String> ofScripts = document.select("script[nonce]").eachAttr("nonce").stream()
                .filter(nonce -> NONCE.matcher(nonce).matches())
                .limit(1);
        Stream<String> ofPolicies = policies.stream()
                .flatMap(policy -> Stream.concat(policy.nonces(Thing.SCRIPT), policy.nonces(Thing.STYLE)));
        List<String> nonces = Stream.of(ofPolicies, ofScripts, Stream.of(NO_NONCE))
                .flatMap(each -> each)
                .distinct()
                .toList();
        return new ContentPolicies(page.host(), policies, nonces);
    }

    /** The nonce for our script, empty where it needs none. */
    String nonceForScript() throws UnsupportedPageException {
        if (policies.stream().anyMatch(ContentPolicy::isSandbox)) {
            throw new UnsupportedPageException("its content security policy has a sandbox");
        }
        if (nonceFor(Thing.CALL).isEmpty()) {
            throw new UnsupportedPageException(forbids(Thing.CALL, "requests to its own server"));
        }
        Optional<String> nonce = nonceFor(Thing.SCRIPT);
        if (nonce.isEmpty()) {
            throw new UnsupportedPageException(forbids(Thing.SCRIPT, "scripts of its own server"));
        }
        return nonce.get();
    }

    /** The nonce for our style sheet, empty text where it needs none; nothing where style sheets are forbidden. */
    Optional<String> nonceForStyle() {
        return nonceFor(Thing.STYLE);
    }

    private Optional<String> nonceFor(Thing thing) {
        return nonces.stream()
                .filter(nonce -> policies.stream().allMatch(policy -> policy.allows(thing, host, nonce)))
                .findFirst();
    }

    private String forbids(Thing thing, String what) {
        String directive = policies.stream()
                .filter(policy -> nonces.stream().noneMatch(nonce -> policy.allows(thing, host, nonce)))
                .map(policy -> policy.directive(thing))
                .findFirst()
                .orElse("policies that contradict each other");
        return "its content security policy forbids " + what + ": " + directive;
    }
}
