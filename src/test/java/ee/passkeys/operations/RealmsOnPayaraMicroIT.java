// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ee.passkeys.testkit.SoftAuthenticator;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The JDBC realm and the LDAP realm of Payara Micro, which keep the groups of the last password in memory. */
@Tag("operations")
class RealmsOnPayaraMicroIT extends RealmsContract {

    /** Where one value is in quotation marks, the last one has to be, or Payara Micro ends the property there. */
    private static final String COMMANDS = """
            create-jdbc-connection-pool --restype javax.sql.DataSource --datasourceclassname org.h2.jdbcx.JdbcDataSource \
            --property user=%s:password=%s:url="%s" staff
            create-jdbc-resource --connectionpoolid staff jdbc/staff
            create-auth-realm --classname com.sun.enterprise.security.auth.realm.jdbc.JDBCRealm \
            --property jaas-context=jdbcRealm:datasource-jndi=jdbc/staff:user-table=STAFF:user-name-column=NAME\
            :password-column=PASSWORD:group-table=STAFF_GROUP:group-name-column=GROUP_NAME\
            :digest-algorithm=SHA-256:encoding=Hex table
            create-auth-realm --classname com.sun.enterprise.security.auth.realm.ldap.LDAPRealm \
            --property jaas-context=ldapRealm:directory="%s":base-dn="ou=people,dc=example,dc=com"\
            :group-base-dn="ou=groups,dc=example,dc=com":group-search-filter="member=%%d"\
            :search-bind-dn="%s":search-bind-password="%s" directory
            """;

    private PayaraMicroNode server;

    @Override
    ServerNode configured(StaffTable table, DirectoryServer directory) {
        server = PayaraMicroNode.fresh("payara-micro-realms").sharingClasses();
        Path commands = server.write(
                "realms.asadmin",
                COMMANDS.formatted(
                        StaffTable.USER,
                        StaffTable.PASSWORD,
                        escaped(table.url()),
                        escaped(directory.url()),
                        DirectoryServer.READER,
                        DirectoryServer.READER_PASSWORD));
        server.with("--postbootcommandfile", commands.toString()).withJvm(options("jdbc/staff"));
        return server;
    }

    @Override
    void deploy(WebArchive war) {
        server.deploy(war);
    }

    /** Nobody has tried the passkey while the name was nobody's: the id of the entry tells. */
    @Test
    void leavesThePasswordToTheNextOfTheNameInADirectory() {
        directory().hire("uma", "clerk");
        SoftAuthenticator old = synced(GUARDED, "uma");
        byPasskey(GUARDED, old);
        assertThat(byPassword(GUARDED, "uma").client().get("session").status()).isEqualTo(401);

        directory().dismiss("uma");
        directory().hire("uma", "clerk", "cashier");

        Visitor uma = byPassword(GUARDED, "uma");
        assertThat(who(uma)).startsWith("user uma,");
        SoftAuthenticator phone = new SoftAuthenticator();
        assertThat(uma.client().register(phone).status()).isEqualTo(201);
        assertThat(who(byPasskey(GUARDED, phone))).startsWith("user uma,");
        assertThat(visitor(GUARDED).client().signIn(old).status()).isEqualTo(401);
    }

    /** A colon ends a property. */
    private static String escaped(String value) {
        return value.replace(":", "\\:");
    }
}
