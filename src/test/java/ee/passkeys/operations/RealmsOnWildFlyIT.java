// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.Installed;
import ee.passkeys.testkit.LegacyApplication;
import ee.passkeys.testkit.SoftAuthenticator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A JDBC realm and an LDAP realm of WildFly's Elytron. */
@Tag("operations")
class RealmsOnWildFlyIT extends RealmsContract {

    private static final String SCRIPT = """
            /subsystem=datasources/data-source=Staff:add(jndi-name=java:jboss/datasources/Staff,driver-name=h2,\
            connection-url="${staff.url}",user-name="${staff.user}",password="${staff.password}")
            /subsystem=elytron/jdbc-realm=table:add(principal-query=[\
            {data-source=Staff,sql="SELECT PASSWORD FROM STAFF WHERE NAME = ?",\
            simple-digest-mapper={algorithm=simple-digest-sha-256,hash-encoding=hex,password-index=1}},\
            {data-source=Staff,sql="SELECT GROUP_NAME FROM STAFF_GROUP WHERE NAME = ?",attribute-mapping=[{index=1,to=groups}]}])
            /subsystem=elytron/dir-context=directory:add(url="${directory.url}",principal="${directory.reader}",\
            credential-reference={clear-text="${directory.password}"})
            /subsystem=elytron/ldap-realm=directory:add(dir-context=directory,direct-verification=true,\
            identity-mapping={rdn-identifier=uid,search-base-dn="ou=people,dc=example,dc=com",attribute-mapping=[\
            {filter-base-dn="ou=groups,dc=example,dc=com",filter="(member={1})",from=cn,to=groups}]})
            """;

    private static final String DOMAIN = """
            /subsystem=elytron/security-domain=REALM:add(realms=[{realm=REALM,role-decoder=groups-to-roles}],\
            default-realm=REALM,permission-mapper=default-permission-mapper)
            /subsystem=undertow/application-security-domain=REALM:add(security-domain=REALM,integrated-jaspi=false)
            /subsystem=ejb3/application-security-domain=REALM:add(security-domain=REALM)
            """;

    /** The application of those in the property files that WildFly was shipped with. */
    private static final String FILES = "files";

    private WildFlyNode server;

    @Override
    ServerNode configured(StaffTable table, DirectoryServer directory) {
        server = WildFlyNode.fresh("wildfly-realms", "standalone.xml");
        server.with(options("java:jboss/datasources/Staff"));
        server.scripts(
                List.of(script()),
                Map.of(
                        "staff.url", table.url(),
                        "staff.user", StaffTable.USER,
                        "staff.password", StaffTable.PASSWORD,
                        "directory.url", directory.url(),
                        "directory.reader", DirectoryServer.READER,
                        "directory.password", DirectoryServer.READER_PASSWORD));
        deploy(Installed.into(LegacyApplication.of("jsp").war(FILES + ".war")));
        return server;
    }

    @Override
    void deploy(WebArchive war) {
        war.as(ZipExporter.class)
                .exportTo(server.deployments().resolve(war.getName()).toFile(), true);
    }

    @Test
    void isRefusedAsLockedByTheTablesWhoseGroupsAloneAreLeft() {
        table().hire("sid", "clerk");
        SoftAuthenticator phone = phone(Realm.TABLE.application(), "sid");

        table().dismiss("sid");

        assertIsRefused(Realm.TABLE.application(), phone);
    }

    @Test
    void isRefusedAsLockedByTheFilesWhereOnlyTheRolesAreLeft() throws IOException {
        server.user("zoe", LegacyJob.PASSWORD, "clerk");
        SoftAuthenticator phone = phone(FILES, "zoe");
        assertThat(visitor(FILES).client().signIn(phone).status()).isEqualTo(200);

        Path users = server.configuration().resolve("application-users.properties");
        List<String> others = Files.readAllLines(users).stream()
                .filter(line -> !line.startsWith("zoe="))
                .toList();
        Files.write(users, others);

        assertThat(Files.readString(server.configuration().resolve("application-roles.properties")))
                .contains("zoe=clerk");
        assertIsRefused(FILES, phone);
    }

    private void assertIsRefused(String application, SoftAuthenticator phone) {
        Visitor visitor = visitor(application);
        assertThat(visitor.client().signIn(phone).status()).isEqualTo(401);
        assertThat(visitor.client().get("session").status()).isEqualTo(401);
    }

    private Path script() {
        StringBuilder script = new StringBuilder(SCRIPT);
        for (Realm realm : Realm.values()) {
            script.append(DOMAIN.replace("REALM", realm.application()));
        }
        try {
            return Files.writeString(server.configuration().resolve("realms.cli"), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
