// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ee.passkeys.problem.Problem;
import ee.passkeys.problem.ProblemCode;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The description of the endpoints says what the endpoints are. */
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "post", "patch", "delete", "put");

    private final JsonNode document = read();

    @Test
    void namesTheOperationsThatThereAreAndNoOthers() {
        Set<String> resources = new TreeSet<>();
        new PasskeyApi()
                .getClasses().stream()
                        .filter(type -> type.isAnnotationPresent(Path.class))
                        .forEach(type -> resources.addAll(operations(type)));

        assertThat(operations().map(Operation::name))
                .hasSizeGreaterThan(30)
                .containsExactlyInAnyOrderElementsOf(resources);
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void showsEveryProblemAsItIsSent(ProblemCode code) {
        Problem problem = Problem.of(code);

        assertThat(document.path("components").path("responses").findValues("examples").stream()
                        .map(examples -> examples.path(problem.code()))
                        .filter(example -> !example.isMissingNode()))
                .singleElement()
                .satisfies(example -> assertThat(example.path("value")).isEqualTo(problem.toJson()));
        assertThat(document.path("components")
                        .path("schemas")
                        .path("Problem")
                        .path("properties")
                        .path("code")
                        .path("enum"))
                .extracting(JsonNode::textValue)
                .contains(problem.code());
    }

    @Test
    void refersToWhatThereIs() {
        List<String> references = document.findValuesAsText("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void givesProblemsTheStatusOfTheirResponse() {
        operations()
                .forEach(operation -> operation.json().path("responses").properties().stream()
                        .filter(response -> response.getValue().has("$ref"))
                        .forEach(response -> assertThat(document.at(response.getValue()
                                                .path("$ref")
                                                .textValue()
                                                .substring(1))
                                        .path("content")
                                        .path(Problem.MEDIA_TYPE)
                                        .path("examples"))
                                .as(operation.name() + " " + response.getKey())
                                .isNotEmpty()
                                .allSatisfy(example -> assertThat(example.path("value")
                                                .path("status")
                                                .asText())
                                        .isEqualTo(response.getKey()))));
    }

    @Test
    void describesEveryOperation() {
        List<String> ids = operations()
                .map(operation -> operation.json().path("operationId").textValue())
                .toList();

        assertThat(ids).doesNotHaveDuplicates().doesNotContainNull();
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(operation.json().path("summary").asText()).endsWith(".");
            assertThat(operation.declaredParameters()).isEqualTo(operation.pathParameters());
            assertThat(operation.contents()).allSatisfy(content -> {
                assertThat(content.has("schema")).isTrue();
                assertThat(content.has("example")).isTrue();
            });
        });
    }

    private record Operation(String path, String method, JsonNode json) {

        String name() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }

        Set<String> pathParameters() {
            Set<String> names = new TreeSet<>();
            Pattern.compile("\\{(\\w+)}").matcher(path).results().forEach(found -> names.add(found.group(1)));
            return names;
        }

        Set<String> declaredParameters() {
            Set<String> names = new TreeSet<>();
            json.path("parameters").forEach(parameter -> {
                if (parameter.path("in").textValue().equals("path")) {
                    names.add(parameter.path("name").textValue());
                }
            });
            return names;
        }

        List<JsonNode> contents() {
            List<JsonNode> contents = new ArrayList<>();
            json.path("requestBody").path("content").forEach(contents::add);
            json.path("responses").forEach(response -> response.path("content").forEach(contents::add));
            return contents;
        }
    }

    private Stream<Operation> operations() {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> new Operation(path.getKey(), method.getKey(), method.getValue())));
    }

    private static Set<String> operations(Class<?> resource) {
        String base = resource.getAnnotation(Path.class).value();
        Set<String> operations = new TreeSet<>();
        for (Method method : resource.getDeclaredMethods()) {
            verb(method)
                    .ifPresent(verb -> operations.add(verb + " "
                            + "/" + base.replaceFirst("^/", "")
                            + Optional.ofNullable(method.getAnnotation(Path.class))
                                    .map(Path::value)
                                    .orElse("")));
        }
        return operations;
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static JsonNode read() {
        try (InputStream in = PasskeyApi.class.getResourceAsStream("openapi.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
