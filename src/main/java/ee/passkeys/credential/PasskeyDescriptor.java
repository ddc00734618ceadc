// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import ee.passkeys.value.CredentialId;
import java.util.List;

/**
 * A passkey as browsers are told of it.
 *
 * @param id its id
 * @param transports how it can be reached, in the order in which they are stored
 * @see <a href="https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialdescriptorjson">§5.10.3. Credential Descriptor</a>
 */
public record PasskeyDescriptor(CredentialId id, List<String> transports) {

    /**
     * Describes passkeys.
     *
     * @param passkeys some
     * @return the same in the same order
     */
    public static List<PasskeyDescriptor> of(List<Passkey> passkeys) {
        return passkeys.stream()
                .map(passkey -> new PasskeyDescriptor(passkey.id(), passkey.transports()))
                .toList();
    }
}
