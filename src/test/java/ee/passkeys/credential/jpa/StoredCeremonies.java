// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.ceremony.Client;
import ee.passkeys.ceremony.PasskeyCeremonies;
import ee.passkeys.ceremony.StartedCeremony;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.SettingsReader;
import ee.passkeys.event.Events;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.testkit.SoftAuthenticator;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.Origin;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ceremonies on a store with a database, of one browser. */
final class StoredCeremonies {

    static final String ORIGIN = "https://example.org";
    static final Client BROWSER = new Client(Optional.of(new Origin(ORIGIN)), "cookie-of-this-browser");

    private StoredCeremonies() {}

    static PasskeyCeremonies of(JpaPasskeyTransactions store, Events events, SecureRandom random, Clock clock) {
        return PasskeyCeremonies.of(
                SettingsReader.read(
                        SettingSource.of(Map.of("passkeys.rp.id", "example.org", "passkeys.origins", ORIGIN))),
                store,
                new PasskeyCeremonies.Host(name -> true, Optional.empty(), aaguid -> "Passkey", events, random, clock));
    }

    /** Makes a passkey for a caller who is signed in. */
    static CredentialId register(PasskeyCeremonies ceremonies, SoftAuthenticator authenticator, String name)
            throws ProblemException {
        StartedCeremony begun = ceremonies.registration().begin(BROWSER, name, false, List.of());
        ObjectNode answer = authenticator.create(begun.publicKey(), ORIGIN);
        return ceremonies
                .registration()
                .finish(BROWSER, Optional.of(name), begun.ceremony(), answer, Optional.empty())
                .passkey()
                .id();
    }

    static void signIn(PasskeyCeremonies ceremonies, SoftAuthenticator authenticator) throws ProblemException {
        StartedCeremony begun = ceremonies.authentication().begin(BROWSER, false);
        ObjectNode answer = authenticator.get(begun.publicKey(), ORIGIN);
        ceremonies.authentication().finish(BROWSER, Optional.empty(), begun.ceremony(), answer);
    }
}
