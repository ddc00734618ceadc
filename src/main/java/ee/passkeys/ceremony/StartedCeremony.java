// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Started ceremony, as the client receives it.
 *
 * @param ceremony the sealed ceremony, which the client sends back with its answer
 * @param publicKey {@code PublicKeyCredentialCreationOptionsJSON} or {@code PublicKeyCredentialRequestOptionsJSON}
 * @param conditional whether the client is to use conditional mediation
 */
public record StartedCeremony(String ceremony, ObjectNode publicKey, boolean conditional) {

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
