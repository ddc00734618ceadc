// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.audit.AuditRecorder;
import ee.passkeys.audit.AuditTrail;
import ee.passkeys.config.SettingSource;
import ee.passkeys.config.Settings;
import ee.passkeys.config.SettingsReader;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Requests as a server gives them to the endpoints, and what those ask of the application. */
final class Requests {

    final Map<String, Object> attributes = new HashMap<>();
    final Map<String, String> headers = new HashMap<>();
    String address = "192.0.2.1";
    String host = "example.com";

    /** One of a signed-in user, or of a visitor where the name is null. It has the attributes and headers of the moment in which it is asked. */
    HttpServletRequest of(String name) {
        Principal principal = () -> name;
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getUserPrincipal" -> name == null ? null : principal;
                    case "getAttribute" -> attributes.get(arguments[0]);
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    case "getHeader" -> headers.get(arguments[0]);
                    case "getRemoteAddr" -> address;
                    case "getServerName" -> host;
                    case "getSession", "getServletContext", "getCookies" -> null;
                    default -> throw new AssertionError(method);
                });
    }

    static Settings settings(Map<String, String> values) {
        return SettingsReader.read(SettingSource.of(values));
    }

    static AuditRecorder noTable() {
        return new AuditRecorder(
                settings(Map.of()).audit(),
                "/shop",
                new AuditTrail.Source("here", Optional::empty, Optional::empty),
                new SecureRandom(),
                Clock.systemUTC());
    }
}
