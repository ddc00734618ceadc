// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import ee.passkeys.value.Origin;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Browser or app of a ceremony.
 *
 * @param origin where it says it is, or empty when it does not say, as native apps do
 * @param cookies the random values of the cookies that tie a ceremony to the browser it began in; a browser whose first pages opened
 *     together has several, and a ceremony begins with the first one
 * @param known whether a user, by the name in the container, is known to have used a passkey in this browser; asked at a sign-in, once
 */
public record Client(Optional<Origin> origin, List<String> cookies, Predicate<String> known) {

    /**
     * A browser or app of which nobody asks who used it before.
     *
     * @param origin where it says it is, or empty when it does not say
     * @param cookies the random values of its cookies
     */
    public Client(Optional<Origin> origin, List<String> cookies) {
        this(origin, cookies, caller -> true);
    }

    /**
     * A browser with one cookie, or with an empty one where it has none.
     *
     * @param origin where it says it is, or empty when it does not say
     * @param cookie the random value of its cookie
     */
    public Client(Optional<Origin> origin, String cookie) {
        this(origin, List.of(cookie));
    }

    /**
     * The same client as an app: it may have no cookies, and a ceremony that an app began is tied to none. What it ends in MUST NOT be a
     * session, which a page of somebody else could then begin for the user.
     *
     * @return a client of ceremonies with and without a cookie
     */
    public Client asApp() {
        return new Client(origin, Stream.concat(cookies.stream(), Stream.of("")).toList());
    }

    /**
     * The same client, of which it is known who used it before.
     *
     * @param callers whether a user is known to have used a passkey in this browser
     * @return the client
     */
    public Client knowing(Predicate<String> callers) {
        return new Client(origin, cookies, callers);
    }

    /** What a ceremony that begins now is tied to. */
    String binding() {
        return hash(cookies.isEmpty() ? "" : cookies.get(0));
    }

    /** Whether a ceremony that is tied to this began in this browser. */
    boolean isTiedBy(String binding) {
        return cookies.stream()
                .map(Client::hash)
                .anyMatch(own -> Hashes.same(own.getBytes(US_ASCII), binding.getBytes(US_ASCII)));
    }

    private static String hash(String cookie) {
        return Hashes.hex(Hashes.sha256(cookie.getBytes(UTF_8)));
    }
}
