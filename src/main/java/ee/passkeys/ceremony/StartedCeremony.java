// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Started ceremony, as the client receives it.
 *
 * @param ceremony the sealed ceremony, which the client sends back with its answer
 * @param publicKey {@code PublicKeyCredentialCreationOptionsJSON} or {@code PublicKeyCredentialRequestOptionsJSON}
 * @param conditional whether the client is to use conditional mediation
 */
public record StartedCeremony(String ceremony, ObjectNode publicKey, boolean conditional) {}
