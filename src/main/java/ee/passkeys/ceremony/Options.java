// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.config.Settings.CeremonySettings;
import ee.passkeys.config.UserVerification;
import ee.passkeys.credential.PasskeyDescriptor;
import ee.passkeys.problem.Json;
import java.util.List;

/** Creates the options of a ceremony, in the JSON form of WebAuthn. */
final class Options {

    private final RelyingPartySettings relyingParty;
    private final CeremonySettings settings;
    private final List<Integer> algorithms;

    Options(RelyingPartySettings relyingParty, CeremonySettings settings, List<Integer> algorithms) {
        this.relyingParty = relyingParty;
        this.settings = settings;
        this.algorithms = algorithms;
    }

    /** <a href="https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialcreationoptionsjson">§5.1.9</a>. */
    ObjectNode creation(Ceremony ceremony, List<PasskeyDescriptor> exclude, List<String> hints) {
        ObjectNode options = Json.object();
        options.putObject("rp").put("id", relyingParty.id()).put("name", relyingParty.name());
        options.putObject("user")
                .put("id", requireNonNull(ceremony.handle()).base64Url())
                .put("name", ceremony.name())
                .put("displayName", ceremony.displayName());
        options.put("challenge", ceremony.challenge());
        ArrayNode parameters = options.putArray("pubKeyCredParams");
        algorithms.forEach(
                algorithm -> parameters.addObject().put("type", "public-key").put("alg", algorithm));
        options.put("timeout", settings.lifetime().toMillis());
        describe(options.putArray("excludeCredentials"), exclude);
        options.putObject("authenticatorSelection")
                .put("residentKey", "required")
                .put("requireResidentKey", true)
                .put("userVerification", ceremony.userVerification().word());
        putHints(options, hints.isEmpty() ? settings.hints() : hints);
        options.put("attestation", "none");
        options.putObject("extensions")
                .put("credProps", true)
                .put("credentialProtectionPolicy", protection(ceremony.userVerification()))
                .put("enforceCredentialProtectionPolicy", false);
        return options;
    }

    /** <a href="https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialrequestoptionsjson">§5.1.10</a>. */
    ObjectNode request(Ceremony ceremony, List<PasskeyDescriptor> allow) {
        ObjectNode options = Json.object();
        options.put("challenge", ceremony.challenge());
        options.put("timeout", settings.lifetime().toMillis());
        options.put("rpId", relyingParty.id());
        describe(options.putArray("allowCredentials"), allow);
        putHints(options, settings.hints());
        return options.put("userVerification", ceremony.userVerification().word());
    }

    private static void putHints(ObjectNode options, List<String> hints) {
        hints.forEach(options.putArray("hints")::add);
    }

    /**
     * Security keys then show nobody who finds them that there is a passkey, and use it only after the PIN where we demand that anyway.
     * Other authenticators pass over it.
     *
     * @see <a href="https://fidoalliance.org/specs/fido-v2.2-ps-20250714/fido-client-to-authenticator-protocol-v2.2-ps-20250714.html#sctn-credProtect-extension">CTAP 2.2, §12.1 Credential Protection</a>
     */
    private static String protection(UserVerification verification) {
        return verification == UserVerification.REQUIRED
                ? "userVerificationRequired"
                : "userVerificationOptionalWithCredentialIDList";
    }

    private static void describe(ArrayNode array, List<PasskeyDescriptor> descriptors) {
        for (PasskeyDescriptor descriptor : descriptors) {
            ObjectNode node = array.addObject()
                    .put("type", "public-key")
                    .put("id", descriptor.id().base64Url());
            descriptor.transports().forEach(node.putArray("transports")::add);
        }
    }
}
