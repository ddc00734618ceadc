// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.operations;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An LDAP directory with one person in it at first, in the JVM of the tests. */
final class DirectoryServer implements Staff, AutoCloseable {

    /** Who may look around in it. */
    static final String READER = "cn=reader,dc=example,dc=com";

    static final String READER_PASSWORD = "may-look";

    private final InMemoryDirectoryServer server;
    private final Map<String, Set<String>> members = new TreeMap<>();

    private DirectoryServer(InMemoryDirectoryServer server) {
        this.server = server;
    }

    static DirectoryServer start() {
        try {
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
            config.addAdditionalBindCredentials(READER, READER_PASSWORD);
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPConfig("of the tests", InetAddress.getLoopbackAddress(), 0, null));
            InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
            server.add("dn: dc=example,dc=com", "objectClass: domain", "dc: example");
            server.add("dn: ou=people,dc=example,dc=com", "objectClass: organizationalUnit", "ou: people");
            server.add("dn: ou=groups,dc=example,dc=com", "objectClass: organizationalUnit", "ou: groups");
            DirectoryServer directory = new DirectoryServer(server);
            directory.add(LegacyJob.CUSTOMER, LegacyJob.CUSTOMER_PASSWORD);
            directory.move(LegacyJob.CUSTOMER, "customer", "accountant");
            server.startListening();
            return directory;
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Such as {@code ldap://localhost:389}. */
    String url() {
        return "ldap://localhost:" + server.getListenPort();
    }

    @Override
    public void hire(String name, String... groups) {
        add(name, LegacyJob.PASSWORD);
        move(name, groups);
    }

    @Override
    public void move(String name, String... groups) {
        members.values().forEach(names -> names.remove(name));
        for (String group : groups) {
            members.computeIfAbsent(group, any -> new TreeSet<>()).add(name);
        }
        members.forEach(this::write);
    }

    @Override
    public void dismiss(String name) {
        move(name);
        delete(person(name));
    }

    @Override
    public void close() {
        server.shutDown(true);
    }

    private void add(String name, String password) {
        try {
            server.add(
                    "dn: " + person(name),
                    "objectClass: inetOrgPerson",
                    "uid: " + name,
                    "cn: " + name,
                    "sn: " + name,
                    "userPassword: " + password);
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A group without members cannot be. */
    private void write(String group, Set<String> names) {
        String entry = "cn=" + group + ",ou=groups,dc=example,dc=com";
        delete(entry);
        List<String> lines = new ArrayList<>(List.of("dn: " + entry, "objectClass: groupOfNames", "cn: " + group));
        names.forEach(name -> lines.add("member: " + person(name)));
        try {
            if (!names.isEmpty()) {
                server.add(lines.toArray(String[]::new));
            }
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    private void delete(String entry) {
        try {
            if (server.getEntry(entry) != null) {
                server.delete(entry);
            }
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String person(String name) {
        return "uid=" + name + ",ou=people,dc=example,dc=com";
    }
}
