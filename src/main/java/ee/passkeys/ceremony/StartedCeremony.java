// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Started ceremony, as the client receives it.
 *
 * @param ceremony the sealed ceremony, which the client sends back with its answer
 * @param publicKey {@code PublicKeyCredentialCreationOptionsJSON} or {@code PublicKeyCredentialRequestOptionsJSON}
 * @param conditional whether the client is to use conditional mediation
 * @param otherRpId the RP ID of other passkeys that sign in here, for which a client that signs in may ask instead
 */
public record StartedCeremony(String ceremony, ObjectNode publicKey, boolean conditional, Optional<String> otherRpId) {

    /**
     * Makes a ceremony beside which there is no other.
     *
     * @param ceremony the sealed ceremony
     * @param publicKey its options
     * @param conditional whether the client is to use conditional mediation
     */
    public StartedCeremony(String ceremony, ObjectNode publicKey, boolean conditional) {
        this(ceremony, publicKey, conditional, Optional.empty());
    }

    /** The same ceremony, beside which the client may ask for passkeys of another RP ID. */
    StartedCeremony besides(Optional<String> other) {
        return new StartedCeremony(ceremony, publicKey, conditional, other);
    }

    /**
     * Names kinds of authenticators to prefer, in place of those of the settings.
     *
     * @param hints such as {@code security-key}; none to leave it to the settings
     * @return this ceremony
     * @see <a href="https://www.w3.org/TR/webauthn-3/#enum-hints">§5.8.7. User-agent Hints Enumeration</a>
     */
    public StartedCeremony hinting(List<String> hints) {
        if (!hints.isEmpty()) {
            hints.forEach(publicKey.putArray("hints")::add);
        }
        return this;
    }
}
