// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;

/** An LDAP directory with one person in it, in the JVM of the tests. */
final class DirectoryServer implements AutoCloseable {

    private final InMemoryDirectoryServer server;

    private DirectoryServer(InMemoryDirectoryServer server) {
        this.server = server;
    }

    static DirectoryServer start() {
        try {
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
            config.addAdditionalBindCredentials("cn=reader,dc=example,dc=com", "may-look");
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPConfig("of the tests", InetAddress.getLoopbackAddress(), 0, null));
            InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
            server.add("dn: dc=example,dc=com", "objectClass: domain", "dc: example");
            server.add("dn: ou=people,dc=example,dc=com", "objectClass: organizationalUnit", "ou: people");
            server.add("dn: ou=groups,dc=example,dc=com", "objectClass: organizationalUnit", "ou: groups");
            String person = "uid=" + LegacyJob.CUSTOMER + ",ou=people,dc=example,dc=com";
            server.add(
                    "dn: " + person,
                    "objectClass: inetOrgPerson",
                    "uid: " + LegacyJob.CUSTOMER,
                    "cn: Una",
                    "sn: Stubbs",
                    "userPassword: " + LegacyJob.CUSTOMER_PASSWORD);
            for (String group : new String[] {"customer", "accountant"}) {
                server.add(
                        "dn: cn=" + group + ",ou=groups,dc=example,dc=com",
                        "objectClass: groupOfNames",
                        "cn: " + group,
                        "member: " + person);
            }
            server.startListening();
            return new DirectoryServer(server);
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Such as {@code ldap://localhost:389}. */
    String url() {
        return "ldap://localhost:" + server.getListenPort();
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
