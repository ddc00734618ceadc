// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import ee.passkeys.value.Origin;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Settings of the relying party: its ID, its name and its origins.
 *
 * @param id the RP ID, a bare host name such as {@code example.com}
 * @param name what a browser may show
 * @param origins the origins that are accepted, compared as texts; empty only in development, where any port of {@code localhost} is
 * @param topOrigins the origins of other sites that may show our pages in a frame and run ceremonies there; usually none
 * @param previousId the RP ID from before a move to another domain, whose passkeys still sign in; usually none
 * @see <a href="https://www.w3.org/TR/webauthn-3/#relying-party-identifier">§4. Terminology, Relying Party Identifier</a>
 */
public record RelyingPartySettings(
        String id, String name, List<Origin> origins, List<Origin> topOrigins, Optional<String> previousId) {

    /** The host on which no RP ID need be set. */
    public static final String LOCALHOST = "localhost";

    /**
     * Makes the settings of a relying party that had no other RP ID before.
     *
     * @param id the RP ID
     * @param name what a browser may show
     * @param origins the origins that are accepted
     * @param topOrigins the origins of other sites that may show our pages in a frame
     */
    public RelyingPartySettings(String id, String name, List<Origin> origins, List<Origin> topOrigins) {
        this(id, name, origins, topOrigins, Optional.empty());
    }

    /**
     * The same relying party before it moved to another domain. Its passkeys are used at the same origins, and none are created for it any more.
     *
     * @return empty where the RP ID was always this one
     */
    public Optional<RelyingPartySettings> previous() {
        return previousId.map(before -> new RelyingPartySettings(before, before, origins, topOrigins));
    }

    /**
     * Returns the RP IDs of all passkeys that sign in.
     *
     * @return the RP ID, and the previous one if there is one
     */
    public Stream<String> ids() {
        return Stream.concat(Stream.of(id), previousId.stream());
    }

    /**
     * Whether this is a developer's machine: no RP ID was set, or {@code localhost} was, and any port of {@code localhost} is accepted.
     *
     * @return true when no origin is listed
     */
    public boolean development() {
        return origins.isEmpty();
    }

    /**
     * Whether a ceremony may take place there.
     *
     * @param origin the origin as the browser wrote it
     * @return true when it is one of ours
     */
    public boolean accepts(Origin origin) {
        return development()
                ? origin.secure() && origin.host().filter(LOCALHOST::equals).isPresent()
                : origins.contains(origin);
    }

    /**
     * Related origins: those outside the RP ID, where browsers accept passkeys if the host of the RP ID names them.
     *
     * @return web origins; usually none
     * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-related-origins">§5.11. Using Web Authentication across related origins</a>
     */
    public List<Origin> relatedOrigins() {
        return origins.stream().filter(origin -> !isWithin(origin, id)).toList();
    }

    /** Apps are within every RP ID: their own files relate them. */
    private static boolean isWithin(Origin origin, String rpId) {
        return origin.host()
                .map(host -> host.equals(rpId) || host.endsWith("." + rpId))
                .orElse(true);
    }

    /**
     * Whether every page of ours is reached by https, so that cookies can be kept from any other connection.
     *
     * @return false when there is an origin with http, which is possible on {@code localhost} only
     */
    public boolean httpsOnly() {
        return !development()
                && origins.stream().noneMatch(origin -> origin.text().startsWith("http://"));
    }
}
