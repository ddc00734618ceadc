// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static ee.passkeys.ceremony.CeremonyFailure.MALFORMED_REQUEST;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.ceremony.CeremonyException;
import ee.passkeys.ceremony.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Body of a request: a JSON object with typed members. */
final class Body {

    private static final int MOST_HINTS = 5;

    private final ObjectNode json;

    private Body(ObjectNode json) {
        this.json = json;
    }

    /**
     * Parses a body.
     *
     * @throws CeremonyException {@code malformed-request} when it is no JSON object
     */
    static Body read(String text) throws CeremonyException {
        try {
            return new Body(Json.readObject(text));
        } catch (IllegalArgumentException e) {
            throw malformed("the body is " + e.getMessage());
        }
    }

    /** Returns an optional text. */
    Optional<String> text(String member) throws CeremonyException {
        JsonNode node = json.path(member);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw malformed(member + " is no text");
        }
        return Optional.of(node.textValue());
    }

    /** Returns a required text. */
    String required(String member) throws CeremonyException {
        return text(member).orElseThrow(() -> malformed(member + " is missing"));
    }

    /** Returns an optional text that is one of several words. */
    Optional<String> word(String member, String... words) throws CeremonyException {
        Optional<String> text = text(member);
        if (text.isPresent() && !List.of(words).contains(text.get())) {
            throw malformed(member + " is none of " + List.of(words));
        }
        return text;
    }

    /** Tells whether the ceremony uses conditional mediation. */
    boolean conditional() throws CeremonyException {
        return word("mediation", "conditional", "optional", "required").equals(Optional.of("conditional"));
    }

    /** Returns the hints about preferred authenticators. */
    List<String> hints() throws CeremonyException {
        JsonNode node = json.path("hints");
        boolean absent = node.isMissingNode() || node.isNull();
        if (node.size() > MOST_HINTS || (!absent && !node.isArray())) {
            throw malformed("hints is no short list");
        }
        List<String> hints = new ArrayList<>();
        for (JsonNode hint : node) {
            if (!List.of("security-key", "client-device", "hybrid").contains(hint.asText())) {
                throw malformed("an unknown hint");
            }
            hints.add(hint.asText());
        }
        return hints;
    }

    /** Returns the credential that the browser sent. */
    JsonNode credential() throws CeremonyException {
        JsonNode node = json.path("credential");
        if (!node.isObject()) {
            throw malformed("credential is no object");
        }
        return node;
    }

    private static CeremonyException malformed(String detail) {
        return new CeremonyException(MALFORMED_REQUEST, detail);
    }
}
