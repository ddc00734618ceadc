// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static java.util.Objects.requireNonNull;

import ee.passkeys.config.RelyingParties;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.config.Settings;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Ceremonies of each relying party of an application. What one began, no other finishes: each checks the RP ID that its ceremonies, the
 * authenticator data and the passkeys have. One that moved to another domain has those of its previous RP ID, too, for authentication alone.
 *
 * @since 0.1
 */
public final class HostCeremonies {

    private final RelyingParties relyingParties;
    private final Map<RelyingPartySettings, PasskeyCeremonies> ceremonies;

    private HostCeremonies(RelyingParties relyingParties, Map<RelyingPartySettings, PasskeyCeremonies> ceremonies) {
        this.relyingParties = relyingParties;
        this.ceremonies = ceremonies;
    }

    /**
     * Puts the parts together, for each relying party.
     *
     * @param settings all settings
     * @param store the stored passkeys
     * @param host what the host and the platform contribute
     * @return the ceremonies
     */
    public static HostCeremonies of(Settings settings, PasskeyTransactions store, PasskeyCeremonies.Host host) {
        return new HostCeremonies(
                settings.relyingParties(),
                settings.relyingParties().allWithPrevious().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Function.identity(),
                                relyingParty -> PasskeyCeremonies.of(settings, relyingParty, store, host))));
    }

    /**
     * Returns the ceremonies of a request.
     *
     * @param host its host, as the server knows it
     * @return those of the relying party there
     * @throws ProblemException {@code foreign-origin} where there is none
     */
    public PasskeyCeremonies at(String host) throws ProblemException {
        return of(relyingPartyAt(host));
    }

    /**
     * Returns the authentication ceremonies of a request, those of the previous RP ID of the relying party among them.
     *
     * @param host its host, as the server knows it
     * @return those of the relying party there
     * @throws ProblemException {@code foreign-origin} where there is none
     */
    public HostAuthentication authenticationAt(String host) throws ProblemException {
        RelyingPartySettings here = relyingPartyAt(host);
        return new HostAuthentication(
                here.id(),
                of(here).authentication(),
                here.previous()
                        .map(before -> new HostAuthentication.Previous(
                                before.id(), of(before).authentication())));
    }

    private RelyingPartySettings relyingPartyAt(String host) throws ProblemException {
        return relyingParties
                .at(host)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.FOREIGN_ORIGIN,
                        "the request is for the host " + host + ", which no setting names"));
    }

    private PasskeyCeremonies of(RelyingPartySettings relyingParty) {
        return requireNonNull(ceremonies.get(relyingParty));
    }

    /**
     * Returns the ceremonies of {@code passkeys.rp.id}, for what belongs to no host.
     *
     * @return those of the main relying party
     */
    public PasskeyCeremonies main() {
        return of(relyingParties.main());
    }
}
