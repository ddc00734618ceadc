// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.problem.ProblemCode.FOREIGN_ORIGIN;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.config.RelyingPartySettings;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.Origin;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * Client data of a ceremony: its type, challenge and origin.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#dictdef-collectedclientdata">§5.8.1. CollectedClientData</a>
 */
final class ClientData {

    private final ObjectNode json;

    private ClientData(ObjectNode json) {
        this.json = json;
    }

    /**
     * §7.1 and §7.2, the steps that decode and parse the client data.
     *
     * @throws ProblemException {@code malformed-credential} when it is not UTF-8, or not one JSON object without repeated members
     */
    static ClientData read(byte[] clientDataJson) throws ProblemException {
        try {
            String text =
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(clientDataJson)).toString();
            return new ClientData(Json.readObject(text.startsWith("\uFEFF") ? text.substring(1) : text));
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw CredentialJson.malformed("clientDataJSON: " + e.getMessage(), e);
        }
    }

    /** §7.1 step 7, §7.2 step 10: the type is the one of this kind of ceremony. */
    void checkType(String expected, ProblemCode failure) throws ProblemException {
        String type = json.path("type").textValue();
        if (!expected.equals(type)) {
            throw new ProblemException(failure, "type of client data is " + type + ", expected " + expected);
        }
    }

    /** §7.1 step 8, §7.2 step 11: the challenge is the one issued. */
    void checkChallenge(String expected, ProblemCode failure) throws ProblemException {
        String challenge = json.path("challenge").asText();
        if (!Hashes.same(expected.getBytes(US_ASCII), challenge.getBytes(UTF_8))) {
            throw new ProblemException(failure, "the challenge is not the one issued");
        }
    }

    /**
     * §7.1 step 9, §7.2 step 12: the origin is one of ours, and where it is known where the ceremony began, that one.
     *
     * @return the origin
     */
    Origin checkOrigin(RelyingPartySettings relyingParty, @Nullable Origin begunOn) throws ProblemException {
        Origin origin = origin("origin");
        if (!relyingParty.accepts(origin)) {
            throw new ProblemException(
                    FOREIGN_ORIGIN, "origin is " + origin + ", expected one of " + relyingParty.origins());
        }
        if (begunOn != null && !begunOn.equals(origin)) {
            throw new ProblemException(FOREIGN_ORIGIN, "origin is " + origin + ", the ceremony began on " + begunOn);
        }
        return origin;
    }

    /** §7.1 steps 10 and 11, §7.2 steps 13 and 14: in a frame of another site only where the settings name that site. */
    void checkFrame(RelyingPartySettings relyingParty) throws ProblemException {
        JsonNode crossOrigin = json.path("crossOrigin");
        if (!crossOrigin.isMissingNode() && !crossOrigin.isBoolean()) {
            throw CredentialJson.malformed("crossOrigin is neither true nor false", null);
        }
        boolean named = json.has("topOrigin");
        boolean inFrame = crossOrigin.asBoolean() || named;
        if (inFrame && relyingParty.topOrigins().isEmpty()) {
            throw new ProblemException(FOREIGN_ORIGIN, "the ceremony took place in a frame of another site");
        }
        if (inFrame && !named) {
            throw new ProblemException(FOREIGN_ORIGIN, "the ceremony took place in a frame of a site without a name");
        }
        if (named && !relyingParty.topOrigins().contains(origin("topOrigin"))) {
            throw new ProblemException(
                    FOREIGN_ORIGIN,
                    "topOrigin is " + json.path("topOrigin") + ", expected one of " + relyingParty.topOrigins());
        }
    }

    private Origin origin(String member) throws ProblemException {
        String text = json.path(member).textValue();
        try {
            return new Origin(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(FOREIGN_ORIGIN, member + " is " + json.path(member), e);
        }
    }
}
