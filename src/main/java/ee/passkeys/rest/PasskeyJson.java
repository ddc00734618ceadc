// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.ceremony.StartedCeremony;
import ee.passkeys.config.Domain;
import ee.passkeys.config.RelyingParties;
import ee.passkeys.credential.Passkey;
import ee.passkeys.problem.Json;
import ee.passkeys.token.TokenPair;
import ee.passkeys.ui.Providers;
import java.util.List;

/** Serializes the responses of the endpoints. */
final class PasskeyJson {

    private final Providers providers;
    private final RelyingParties relyingParties;

    PasskeyJson(Providers providers, RelyingParties relyingParties) {
        this.providers = providers;
        this.relyingParties = relyingParties;
    }

    static String begun(StartedCeremony begun) {
        ObjectNode json = Json.object().put("ceremony", begun.ceremony());
        json.set("publicKey", begun.publicKey());
        if (begun.conditional()) {
            json.put("mediation", "conditional");
        }
        begun.otherRpId().ifPresent(other -> json.put("otherRpId", other));
        return Json.write(json);
    }

    /** Returns tokens as in RFC 6749 §5.1. */
    static ObjectNode tokens(TokenPair pair) {
        return Json.object()
                .put("access_token", pair.accessToken())
                .put("token_type", pair.type())
                .put("expires_in", pair.lifetime().toSeconds())
                .put("refresh_token", pair.refreshToken());
    }

    /**
     * Returns a new passkey, with what the browser says of it.
     *
     * @param credential what the browser sent: unsigned, and so for the page alone
     */
    ObjectNode created(Passkey passkey, JsonNode credential) {
        ObjectNode json = write(passkey, Json.object());
        JsonNode discoverable =
                credential.path("clientExtensionResults").path("credProps").path("rk");
        if (discoverable.isBoolean()) {
            json.put("discoverable", discoverable.booleanValue());
        }
        return json;
    }

    String passkey(Passkey passkey) {
        return Json.write(write(passkey, Json.object()));
    }

    String passkeys(List<Passkey> passkeys) {
        ArrayNode array = Json.object().putArray("passkeys");
        passkeys.forEach(passkey -> write(passkey, array.addObject()));
        return Json.write(array);
    }

    private ObjectNode write(Passkey passkey, ObjectNode json) {
        json.put("id", passkey.id().base64Url()).put("rpId", passkey.rpId()).put("label", passkey.label());
        json.put("userHandle", passkey.owner().base64Url());
        Domain domain = relyingParties.domainOf(passkey.rpId());
        if (domain != Domain.CURRENT) {
            json.put("domain", domain.word());
        }
        providers.of(passkey.aaguid()).ifPresent(provider -> {
            ObjectNode node =
                    json.putObject("provider").put("aaguid", provider.aaguid()).put("name", provider.name());
            provider.icon().ifPresent(icon -> node.put("icon", icon));
        });
        json.put("createdAt", passkey.createdAt().toString());
        if (passkey.lastUsedAt() != null) {
            json.put("lastUsedAt", passkey.lastUsedAt().toString());
        }
        passkey.transports().forEach(json.putArray("transports")::add);
        return json.put("backupEligible", passkey.backupEligible()).put("backedUp", passkey.backedUp());
    }
}
