// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.Driver;

/** What the scripts for WildFly take, as tests fill it in. */
final class WildFlyParameters {

    private WildFlyParameters() {}

    /** For the data source. */
    static Map<String, String> dataSource(PostgresqlServer database) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("database.driver", driver().toString());
        parameters.put("database.url", database.url());
        parameters.put("database.user", PostgresqlServer.USER);
        parameters.put("database.password", PostgresqlServer.PASSWORD);
        parameters.put("credential-store.password", "locked");
        return parameters;
    }

    /** For the settings of passkeys. */
    static Map<String, String> settings(String origin) {
        return Map.of(
                "passkeys.rp.id",
                "localhost",
                "passkeys.origins",
                origin,
                "passkeys.enrollment",
                "off",
                "passkeys.enhance-login-form",
                "report",
                "passkeys.admin-role",
                "user");
    }

    private static Path driver() {
        return Path.of(
                Driver.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
