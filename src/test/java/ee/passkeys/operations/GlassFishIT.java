// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Built;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Passkeys on GlassFish 8, which has Jakarta EE 11. */
@Tag("operations")
class GlassFishIT {

    private static PostgresqlServer database;
    private static ServerDomain server;

    @BeforeAll
    static void start() {
        database = PostgresqlServer.start();
        server = ServerDomain.glassfish("glassfish");
        server.start();
        server.asadmin("add-library", PayaraParameters.driver().toString());
        server.asadmin(
                "create-jdbc-connection-pool",
                "--restype=javax.sql.DataSource",
                "--datasourceclassname=org.postgresql.ds.PGSimpleDataSource",
                "--property=url=%s:user=%s:password=%s"
                        .formatted(
                                database.url().replace(":", "\\:"), PostgresqlServer.USER, PostgresqlServer.PASSWORD),
                "passkeys");
        server.asadmin("set", "resources.jdbc-resource.jdbc/__default.pool-name=passkeys");
        server.asadmin(
                "deploy", "--name=demo", "--contextroot=demo", Built.demo().toString());
    }

    @AfterAll
    static void end() {
        server.close();
        database.close();
    }

    @Test
    void makesAnAccountByPasskey() {
        new DemoJob(server).makesAnAccountByPasskey();
        assertThat(database.tables()).contains("passkey", "passkey_user", "demo_account");
    }

    @Test
    void addsAPasskeyToAPassword() {
        new DemoJob(server).addsAPasskeyToAPassword();
    }
}
