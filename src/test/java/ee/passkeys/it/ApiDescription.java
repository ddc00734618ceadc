// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import ee.passkeys.rest.PasskeyApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares requests and answers with the OpenAPI description in the jar. It is stricter than JSON Schema: a member that is not described is a
 * fault, and a keyword that it does not know is an error.
 */
final class ApiDescription {

    private static final String BASE = "/passkeys/api/";
    private static final Set<String> METHODS = Set.of("get", "post", "patch", "delete");
    private static final Set<String> KEYWORDS = Set.of(
            "$ref",
            "allOf",
            "const",
            "description",
            "enum",
            "format",
            "items",
            "maxItems",
            "maxLength",
            "maxProperties",
            "minLength",
            "oneOf",
            "pattern",
            "properties",
            "required",
            "type");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;

    private ApiDescription(JsonNode document) {
        this.document = document;
    }

    static ApiDescription ofTheJar() {
        try (InputStream in = PasskeyApi.class.getResourceAsStream("openapi.json")) {
            return new ApiDescription(JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All operations, such as {@code PATCH credentials/{id}}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        operations.add(method.toUpperCase(Locale.ROOT) + " "
                                + path.getKey().substring(BASE.length()));
                    }
                }));
        return operations;
    }

    /** What is wrong with the body of a request that the server took. */
    List<String> faultsOfRequest(String operation, String body) {
        JsonNode content = operation(operation).path("requestBody").path("content");
        if (content.isMissingNode()) {
            return body.isEmpty() || body.equals("{}") ? List.of() : List.of("a body is not described");
        }
        List<String> faults = new ArrayList<>();
        check(content.path("application/json").path("schema"), parse(body), "request", faults);
        return faults;
    }

    /** What is wrong with an answer. */
    List<String> faultsOfAnswer(String operation, HttpResponse<String> answer) {
        List<String> faults = new ArrayList<>();
        JsonNode response = resolve(operation(operation).path("responses").path(String.valueOf(answer.statusCode())));
        if (response.isMissingNode()) {
            return List.of("the status " + answer.statusCode() + " is not described: " + answer.body());
        }
        response.path("headers").fieldNames().forEachRemaining(header -> {
            if (answer.headers().firstValue(header).isEmpty()) {
                faults.add("no header " + header);
            }
        });
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            if (!answer.body().isEmpty()) {
                faults.add("a body is not described: " + answer.body());
            }
            return faults;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        if (content.has(type)) {
            JsonNode body = type.endsWith("/json") || type.endsWith("+json")
                    ? parse(answer.body())
                    : TextNode.valueOf(answer.body());
            check(content.path(type).path("schema"), body, "answer", faults);
        } else {
            faults.add("the type \"" + type + "\" is not described");
        }
        return faults;
    }

    private JsonNode operation(String operation) {
        String[] words = operation.split(" ", 2);
        JsonNode found = document.path("paths").path(BASE + words[1]).path(words[0].toLowerCase(Locale.ROOT));
        if (found.isMissingNode()) {
            throw new IllegalArgumentException(operation + " is not described");
        }
        return found;
    }

    private JsonNode resolve(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isMissingNode()
                ? node
                : resolve(document.at(reference.textValue().substring(1)));
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(body);
        }
    }

    private void check(JsonNode written, JsonNode value, String where, List<String> faults) {
        JsonNode schema = resolve(written);
        known(schema);
        checkValue(schema, value, where, faults);
        schema.path("allOf").forEach(part -> checkValue(resolve(part), value, where, faults));
        if (schema.has("oneOf")) {
            checkOne(schema.path("oneOf"), value, where, faults);
            return;
        }
        Optional<Set<String>> described = members(schema);
        described.ifPresent(names -> value.fieldNames().forEachRemaining(member -> {
            if (!names.contains(member)) {
                faults.add(where + "." + member + " is not described");
            }
        }));
    }

    private void checkOne(JsonNode choices, JsonNode value, String where, List<String> faults) {
        int fitting = 0;
        for (JsonNode choice : choices) {
            List<String> of = new ArrayList<>();
            check(choice, value, where, of);
            fitting += of.isEmpty() ? 1 : 0;
        }
        if (fitting != 1) {
            faults.add(where + " fits " + fitting + " of the choices: " + value);
        }
    }

    private void checkValue(JsonNode schema, JsonNode value, String where, List<String> faults) {
        known(schema);
        if (schema.has("type") && !isOf(schema.path("type").textValue(), value)) {
            faults.add(where + " is no " + schema.path("type").textValue() + ": " + value);
            return;
        }
        if (schema.has("const") && !schema.path("const").equals(value)) {
            faults.add(where + " is not " + schema.path("const") + ": " + value);
        }
        if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            faults.add(where + " is none of " + schema.path("enum") + ": " + value);
        }
        if (value.isTextual()) {
            checkText(schema, value.textValue(), where, faults);
        }
        checkSize(schema, value, where, faults);
        schema.path("required").forEach(member -> {
            if (!value.has(member.textValue())) {
                faults.add(where + "." + member.textValue() + " is missing");
            }
        });
        schema.path("properties").properties().stream()
                .filter(member -> value.has(member.getKey()))
                .forEach(member ->
                        check(member.getValue(), value.get(member.getKey()), where + "." + member.getKey(), faults));
        if (schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.path("items"), value.get(i), where + "[" + i + "]", faults);
            }
        }
    }

    private static void checkText(JsonNode schema, String text, String where, List<String> faults) {
        if (schema.path("format").asText().equals("date-time")) {
            try {
                Instant.parse(text);
            } catch (DateTimeParseException e) {
                faults.add(where + " is no time in UTC: " + text);
            }
        }
        if (schema.has("pattern") && !text.matches(schema.path("pattern").textValue())) {
            faults.add(where + " is not of " + schema.path("pattern") + ": " + text);
        }
        if (text.length() < schema.path("minLength").asInt(0)
                || text.length() > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
            faults.add(where + " is too short or too long: " + text);
        }
    }

    private static void checkSize(JsonNode schema, JsonNode value, String where, List<String> faults) {
        int most = value.isArray()
                ? schema.path("maxItems").asInt(Integer.MAX_VALUE)
                : schema.path("maxProperties").asInt(Integer.MAX_VALUE);
        if (value.size() > most) {
            faults.add(where + " has more than " + most + " members");
        }
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (JsonNode each : values) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalStateException("unknown type " + type);
        };
    }

    /** The members that are described, or empty where any may be there. */
    private Optional<Set<String>> members(JsonNode schema) {
        Set<String> names = new HashSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        schema.path("allOf")
                .forEach(part -> resolve(part).path("properties").fieldNames().forEachRemaining(names::add));
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    private static void known(JsonNode schema) {
        schema.fieldNames().forEachRemaining(keyword -> {
            if (!KEYWORDS.contains(keyword)) {
                throw new IllegalStateException("unknown keyword " + keyword);
            }
        });
    }
}
