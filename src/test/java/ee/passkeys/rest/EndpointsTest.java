// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.value.OwnPaths;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An endpoint that somebody forgot is a way in that nobody watches. */
@DisplayName("The endpoints")
class EndpointsTest {

    private static final String CONTRACT = """
            DELETE /admin/passkeys/{id}
            DELETE /admin/settings/{key}
            DELETE /admin/users/{name}
            DELETE /admin/users/{name}/enrollment-code
            DELETE /admin/users/{name}/passkeys
            DELETE /credentials/{id}
            DELETE /session
            GET /admin/audit
            GET /admin/audit/last
            GET /admin/audit/verify
            GET /admin/enrollment-codes
            GET /admin/figures
            GET /admin/settings
            GET /admin/users
            GET /admin/users/{name}
            GET /admin/users/{name}/export
            GET /credentials
            GET /doctor
            GET /enrollment
            GET /health
            GET /jwks.json
            GET /metrics
            GET /recovery/codes
            GET /session
            PATCH /admin/settings/{key}
            PATCH /credentials/{id}
            POST /admin/passkeys/{id}/disable
            POST /admin/passkeys/{id}/enable
            POST /admin/users/{name}/ask-again
            POST /admin/users/{name}/disable
            POST /admin/users/{name}/enable
            POST /admin/users/{name}/enrollment-code
            POST /admin/users/{name}/enrollment-code/approve
            POST /admin/users/{name}/rename
            POST /authentication/options
            POST /authentication/verify
            POST /enrollment
            POST /recovery/codes
            POST /recovery/use
            POST /registration/options
            POST /registration/verify
            POST /token
            POST /token/revoke
            """;

    @Test
    void areThoseOfTheContractAndNoOthers() {
        TreeSet<String> endpoints = new TreeSet<>();
        for (Class<?> type : new PasskeyApi().getClasses()) {
            for (Method method : type.getMethods()) {
                verbs(method).forEach(verb -> endpoints.add(verb + " " + path(type) + path(method)));
            }
        }

        assertThat(String.join("\n", endpoints) + "\n").isEqualTo(CONTRACT);
    }

    private static Stream<String> verbs(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Stream.ofNullable(type.getAnnotation(HttpMethod.class)))
                .map(HttpMethod::value);
    }

    private static String path(Class<?> type) {
        return type.getAnnotation(Path.class).value().substring(OwnPaths.ENDPOINTS.length());
    }

    private static String path(Method method) {
        Path path = method.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }
}
