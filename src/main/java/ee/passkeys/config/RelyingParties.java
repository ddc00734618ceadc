// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.config;

import ee.passkeys.value.Origin;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Relying parties of an application: one for every host, or one for each of several hosts. A passkey belongs to one of them.
 *
 * @param main the one of {@code passkeys.rp.id}
 * @param byHost where there are several, the one of each host, those of the main one included; a host that is not in it has none. Empty where
 *     there is one
 */
public record RelyingParties(RelyingPartySettings main, Map<String, RelyingPartySettings> byHost) {

    /**
     * Makes the relying party of an application that has one.
     *
     * @param main the only one
     * @return the one at every host
     */
    public static RelyingParties of(RelyingPartySettings main) {
        return new RelyingParties(main, Map.of());
    }

    /**
     * Tells whether the host of a request decides.
     *
     * @return false where there is one relying party, at every host
     */
    public boolean several() {
        return !byHost.isEmpty();
    }

    /**
     * Finds the relying party of a request.
     *
     * @param host the host as the server knows it of the request, such as {@code shop.example}
     * @return empty where there are several and none of them is at this host, which the client wrote as it liked
     */
    public Optional<RelyingPartySettings> at(String host) {
        return several() ? Optional.ofNullable(byHost.get(plain(host))) : Optional.of(main);
    }

    /**
     * Returns a host in the spelling of the settings.
     *
     * @param host the host of a request
     * @return the same in lower case and without a dot at its end
     */
    public static String plain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /**
     * Returns the hosts of a relying party.
     *
     * @param relyingParty one of them
     * @return none where there is one relying party, at every host
     */
    public List<String> hostsOf(RelyingPartySettings relyingParty) {
        return byHost.entrySet().stream()
                .filter(host -> host.getValue().equals(relyingParty))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /**
     * Returns all of them.
     *
     * @return each once, the main one first
     */
    public List<RelyingPartySettings> all() {
        if (!several()) {
            return List.of(main);
        }
        Set<RelyingPartySettings> all = new LinkedHashSet<>(List.of(main));
        byHost.keySet().stream().sorted().map(byHost::get).forEach(all::add);
        return List.copyOf(all);
    }

    /**
     * Returns all of them, and what those were that moved to another domain.
     *
     * @return each once, the main one first, a previous one behind its own
     */
    public List<RelyingPartySettings> allWithPrevious() {
        return all().stream()
                .flatMap(relyingParty -> Stream.concat(Stream.of(relyingParty), relyingParty.previous().stream()))
                .toList();
    }

    /**
     * Returns the RP IDs of all passkeys that sign in anywhere.
     *
     * @return bare host names, the previous ones among them
     */
    public Set<String> ids() {
        return all().stream().flatMap(RelyingPartySettings::ids).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the RP IDs of the passkeys that sign in at a host.
     *
     * @param host the host of a request
     * @return none for a host where there is no relying party
     */
    public Set<String> idsAt(String host) {
        return at(host).stream().flatMap(RelyingPartySettings::ids).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the RP IDs that are no longer given to new passkeys.
     *
     * @return bare host names; none where nothing moves to another domain
     */
    public Set<String> previousIds() {
        return all().stream()
                .flatMap(relyingParty -> relyingParty.previousId().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Tells what the domain of a passkey is.
     *
     * @param rpId the RP ID of the passkey
     * @return closed where no relying party has it or had it before its move
     */
    public Domain domainOf(String rpId) {
        if (previousIds().contains(rpId)) {
            return Domain.PREVIOUS;
        }
        return ids().contains(rpId) ? Domain.CURRENT : Domain.CLOSED;
    }

    /**
     * Whether a ceremony may take place there, at whatever host.
     *
     * @param origin the origin as the browser wrote it
     * @return true when it is one of any relying party
     */
    public boolean accept(Origin origin) {
        return all().stream().anyMatch(relyingParty -> relyingParty.accepts(origin));
    }

    /**
     * Whether every page of ours is reached by https, whatever its host.
     *
     * @return false where an origin has http
     */
    public boolean httpsOnly() {
        return all().stream().allMatch(RelyingPartySettings::httpsOnly);
    }

    /**
     * Returns the origins of all of them.
     *
     * @return each once; none where any port of {@code localhost} is accepted
     */
    public List<Origin> origins() {
        return all().stream()
                .flatMap(relyingParty -> relyingParty.origins().stream())
                .distinct()
                .toList();
    }
}
