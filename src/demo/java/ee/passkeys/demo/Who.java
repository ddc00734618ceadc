// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.demo;

import jakarta.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who the caller is, as one part of the container tells it. */
public record Who(String name, List<String> roles) {

    static Who of(HttpServletRequest request) {
        return of(request.getUserPrincipal(), request::isUserInRole);
    }

    static Who of(@Nullable Principal principal, Predicate<String> inRole) {
        List<String> roles =
                Stream.of(Accounts.ADMIN, Accounts.USER).filter(inRole).toList();
        return new Who(principal == null ? "" : principal.getName(), roles);
    }

    String rolesAsText() {
        return String.join(", ", roles);
    }

    String json() {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("roles", Json.createArrayBuilder(roles))
                .build()
                .toString();
    }
}
