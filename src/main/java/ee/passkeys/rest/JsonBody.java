// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static ee.passkeys.problem.ProblemCode.MALFORMED_REQUEST;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.passkeys.problem.Json;
import ee.passkeys.problem.ProblemException;
import jakarta.ws.rs.core.MediaType;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Body of a request: a JSON object with typed members. */
final class JsonBody {

    private static final int MOST_HINTS = 5;

    private final ObjectNode json;

    private JsonBody(ObjectNode json) {
        this.json = json;
    }

    /**
     * Parses a body.
     *
     * @throws ProblemException {@code malformed-request} when it is no JSON object
     */
    static JsonBody read(String text) throws ProblemException {
        try {
            return new JsonBody(Json.readObject(text));
        } catch (IllegalArgumentException e) {
            throw malformed("the body is " + e.getMessage());
        }
    }

    /**
     * Parses a body that may also be a form, of which each field is a text.
     *
     * @throws ProblemException {@code malformed-request} when it is neither
     */
    static JsonBody read(String text, @Nullable MediaType type) throws ProblemException {
        if (type == null || !MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type)) {
            return read(text);
        }
        ObjectNode json = Json.object();
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            String name = decode(equals < 0 ? field : field.substring(0, equals));
            if (json.has(name)) {
                throw malformed("the field " + name + " is there twice");
            }
            json.put(name, equals < 0 ? "" : decode(field.substring(equals + 1)));
        }
        return new JsonBody(json);
    }

    private static String decode(String text) throws ProblemException {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed("the body is no form");
        }
    }

    /** Returns an optional text. */
    Optional<String> text(String member) throws ProblemException {
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
    String required(String member) throws ProblemException {
        return text(member).orElseThrow(() -> malformed(member + " is missing"));
    }

    /** Returns an optional text that is one of several words. */
    Optional<String> word(String member, String... words) throws ProblemException {
        Optional<String> text = text(member);
        if (text.isPresent() && !List.of(words).contains(text.get())) {
            throw malformed(member + " is none of " + List.of(words));
        }
        return text;
    }

    /** Tells whether the ceremony uses conditional mediation. */
    boolean conditional() throws ProblemException {
        return word("mediation", "conditional", "optional", "required").equals(Optional.of("conditional"));
    }

    /** Returns the hints about preferred authenticators. */
    List<String> hints() throws ProblemException {
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
    JsonNode credential() throws ProblemException {
        JsonNode node = json.path("credential");
        if (!node.isObject()) {
            throw malformed("credential is no object");
        }
        return node;
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(MALFORMED_REQUEST, detail);
    }
}
