// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Content security policy. What it does not plainly allow counts as forbidden.
 *
 * @param directives their words by their name in lower case
 */
record ContentPolicy(Map<String, List<String>> directives) {

    /** The directives that may speak of a thing; the first one that is there does. */
    enum Thing {
        SCRIPT,
        STYLE,
        CALL;

        private List<String> directives() {
            return switch (this) {
                case SCRIPT -> List.of("script-src-elem", "script-src", "default-src");
                case STYLE -> List.of("style-src-elem", "style-src", "default-src");
                case CALL -> List.of("connect-src", "default-src");
            };
        }
    }

    private static final Pattern NONCE = Pattern.compile("(?i:'nonce-)([\\w+/=-]+)'");

    /** The policies of one header, which commas separate. */
    static List<ContentPolicy> parse(String header) {
        return Stream.of(header.split(",", -1))
                .filter(policy -> !policy.isBlank())
                .map(ContentPolicy::one)
                .toList();
    }

    private static ContentPolicy one(String policy) {
        Map<String, List<String>> directives = new HashMap<>();
        for (String directive : policy.split(";", -1)) {
            List<String> words = List.of(directive.strip().split("\\s+", -1));
            directives.putIfAbsent(words.get(0).toLowerCase(Locale.ROOT), words.subList(1, words.size()));
        }
        return new ContentPolicy(directives);
    }

    /** Whether it lets a file from the page's own host in, with that nonce. */
    boolean allows(Thing thing, String host, String nonce) {
        List<String> sources = sources(thing).orElse(List.of("*"));
        boolean byNonce = !nonce.isEmpty() && nonces(thing).anyMatch(nonce::equals);
        boolean byHost = sources.stream().noneMatch(source -> source.equalsIgnoreCase("'strict-dynamic'"))
                && sources.stream().anyMatch(source -> isOwn(source, host));
        return byNonce || byHost;
    }

    private static boolean isOwn(String source, String host) {
        String bare =
                source.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "").replaceFirst("/$", "");
        return bare.equals("'self'") || bare.equals("*") || bare.equals(host.toLowerCase(Locale.ROOT));
    }

    /** The nonces it accepts. */
    Stream<String> nonces(Thing thing) {
        return sources(thing).stream()
                .flatMap(List::stream)
                .flatMap(source -> NONCE.matcher(source).results())
                .map(found -> found.group(1));
    }

    /** The directive that speaks of that thing. */
    String directive(Thing thing) {
        return thing.directives().stream()
                .filter(directives::containsKey)
                .findFirst()
                .orElse("");
    }

    /** Whether it takes scripts, or the address it came from, away from the page. */
    boolean isSandbox() {
        List<String> allowed = directives.get("sandbox");
        return allowed != null && !allowed.containsAll(List.of("allow-scripts", "allow-same-origin"));
    }

    private Optional<List<String>> sources(Thing thing) {
        return Optional.ofNullable(directives.get(directive(thing)));
    }
}
