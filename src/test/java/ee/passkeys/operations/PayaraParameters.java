// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import ee.passkeys.testkit.Built;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.Driver;

/** What the files for Payara are given. */
final class PayaraParameters {

    /** What the files put into the configuration of a server. */
    static final String[] CONFIGURED = {
        "jdbc/passkeys",
        "pool-name=\"passkeys\"",
        "${MPCONFIG=passkeys-db.password}",
        "passkeys.rp.id",
        "passkeys.origins",
        "passkeys.data-source"
    };

    private PayaraParameters() {}

    /** The options with which a server takes them. */
    static String[] commandFiles() {
        return new String[] {
            "--prebootcommandfile",
            file("pre-boot").toString(),
            "--postbootcommandfile",
            file("post-boot").toString()
        };
    }

    static Path file(String name) {
        return Built.serverConfig().resolve("payara").resolve(name + ".asadmin");
    }

    /** What the data source is made of, without the password of the database. */
    static Map<String, String> dataSource(PostgresqlServer database) {
        return Map.of("PASSKEYS_DB_URL", database.url(), "PASSKEYS_DB_USER", PostgresqlServer.USER);
    }

    /** The environment that they ask for, without the password of the database. */
    static Map<String, String> environment(PostgresqlServer database, URI server) {
        Map<String, String> environment = new HashMap<>(dataSource(database));
        environment.put("PASSKEYS_RP_ID", server.getHost());
        environment.put("PASSKEYS_ORIGINS", server.getScheme() + "://" + server.getAuthority());
        return environment;
    }

    /** The driver of PostgreSQL. */
    static Path driver() {
        try {
            return Path.of(Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
