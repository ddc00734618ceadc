// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import ee.passkeys.api.AccountStatus;
import ee.passkeys.api.NewAccounts;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.config.Settings;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.event.Events;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Ceremonies and management of the passkeys of one relying party.
 *
 * @param registration makes passkeys
 * @param authentication signs in with them
 * @param ownPasskeys lists, renames and removes them
 * @param singleUse has a value used once
 * @param secretBox encrypts with the secret that all nodes share
 */
public record PasskeyCeremonies(
        Registration registration,
        Authentication authentication,
        PasskeyManagement ownPasskeys,
        SingleUse singleUse,
        SecretBox secretBox) {

    /**
     * What the application and the platform contribute.
     *
     * @param accounts says which accounts are active
     * @param newAccounts makes accounts for visitors, or empty where the application makes none
     * @param labels the label of a passkey whose owner gave none, by the AAGUID of its authenticator
     * @param events where it is told what happened
     * @param random for challenges and handles
     * @param clock the server's
     */
    public record Host(
            AccountStatus accounts,
            Optional<NewAccounts> newAccounts,
            Function<UUID, String> labels,
            Events events,
            SecureRandom random,
            Clock clock) {}

    /**
     * Puts the parts together for the relying party of {@code passkeys.rp.id}.
     *
     * @param settings all settings
     * @param store the stored passkeys
     * @param host what the host and the platform contribute
     * @return the ceremonies
     */
    public static PasskeyCeremonies of(Settings settings, PasskeyTransactions store, Host host) {
        return of(settings, settings.relyingParty(), store, host);
    }

    static PasskeyCeremonies of(
            Settings settings, RelyingPartySettings relyingParty, PasskeyTransactions store, Host host) {
        return of(
                settings,
                relyingParty,
                store,
                host,
                new CeremonyFactory(relyingParty, settings.storage().userBase(), host.random(), host.clock()));
    }

    static PasskeyCeremonies of(
            Settings settings,
            RelyingPartySettings relyingParty,
            PasskeyTransactions store,
            Host host,
            CeremonyFactory begin) {
        Secrets secrets = new Secrets(settings.storage(), store, host.random(), host.clock());
        CeremonyToken seal = new CeremonyToken(
                secrets,
                relyingParty.id(),
                settings.storage().userBase(),
                settings.ceremonies().lifetime(),
                host.clock());
        List<Integer> algorithms =
                SignatureAlgorithms.HERE.offered(settings.ceremonies().algorithms());
        SingleUse singleUse = new SingleUse(store, seal, host.clock());
        CeremonyServices parts = new CeremonyServices(
                store,
                begin,
                seal,
                singleUse,
                new Options(relyingParty, settings.ceremonies(), algorithms),
                new AttestationVerifier(relyingParty, algorithms, host.clock()),
                new AssertionVerifier(relyingParty, host.clock()),
                host.events(),
                host.random(),
                host.clock(),
                settings.groups().readsPasswordGroups(),
                new OwnPasskeys(
                        relyingParty.id(),
                        relyingParty.previousId(),
                        settings.relyingParties().ids()));
        AccountIds ids = AccountIds.of(settings, host.accounts(), store, host.events(), host.clock());
        SignUp signUp = new SignUp(
                settings.ceremonies().openRegistration(), host.newAccounts(), store, host.random(), host.clock());
        return new PasskeyCeremonies(
                new Registration(settings.ceremonies(), parts, host.accounts(), ids, signUp, host.labels()),
                new Authentication(
                        settings.ceremonies(),
                        parts,
                        host.accounts(),
                        ids,
                        new DecoyCredentials(secrets, settings.storage().userBase(), relyingParty.id())),
                new PasskeyManagement(parts.own(), store, host.newAccounts(), host.events(), host.clock()),
                singleUse,
                new SecretBox(secrets, host.random()));
    }
}
