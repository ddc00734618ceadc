// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import org.jspecify.annotations.Nullable;

/** LDAP realm of Payara. What it does to find somebody and their groups once the password is right. */
final class PayaraLdapRealm extends PayaraRealm {

    /** Milliseconds to wait for a connection, and for each answer. */
    private static final String LIMIT = "5000";

    /** What directories tell their entries by, also after a name was given anew. */
    private static final List<String> IDS = List.of("entryUUID", "objectGUID", "nsUniqueId");

    /** What the filter compares with the name. */
    private static final Pattern COMPARED = Pattern.compile("([A-Za-z][A-Za-z0-9-]*)=%s(?![^)])");

    PayaraLdapRealm(PrivateAccess realm) {
        super(realm);
    }

    @Override
    Optional<String[]> groupsOf(String caller) throws ReflectiveOperationException {
        return ask(directory -> groupsOf(caller, directory));
    }

    @Override
    Optional<String> accountId(String caller) throws ReflectiveOperationException {
        Optional<Attributes> found = attributesOf(caller, IDS.toArray(String[]::new));
        try {
            return found.isPresent() ? id(found.get()) : Optional.empty();
        } catch (NamingException e) {
            throw new IllegalStateException("the directory of the server's realm cannot be read", e);
        }
    }

    @Override
    Optional<String> spelling(String caller) throws ReflectiveOperationException {
        Optional<String> compared = compared(property("search-filter"));
        if (compared.isEmpty()) {
            return Optional.empty();
        }
        Optional<Attributes> found = attributesOf(caller, compared.get());
        try {
            return found.isPresent() ? spelling(caller, found.get().get(compared.get())) : Optional.empty();
        } catch (NamingException e) {
            throw new IllegalStateException("the directory of the server's realm cannot be read", e);
        }
    }

    /** The attribute that a filter such as {@code (&(uid=%s)(enabled=TRUE))} compares with the name; empty where there is more than one. */
    static Optional<String> compared(String filter) {
        List<String> names =
                COMPARED.matcher(filter).results().map(found -> found.group(1)).toList();
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }

    /** The value that is the name in another case; where none is, the first. */
    static Optional<String> spelling(String caller, @Nullable Attribute values) throws NamingException {
        if (values == null) {
            return Optional.empty();
        }
        List<String> spellings = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            spellings.add(String.valueOf(values.get(i)));
        }
        return spellings.stream()
                .filter(caller::equalsIgnoreCase)
                .findFirst()
                .or(() -> spellings.stream().findFirst());
    }

    private Optional<Attributes> attributesOf(String caller, String... attributes) throws ReflectiveOperationException {
        String name = realm.call(String.class, "RFC2254Encode", caller);
        String people = property("base-dn");
        String filter = property("search-filter").replace("%s", name);
        return ask(directory -> attributesOf(directory, people, filter, attributes));
    }

    @SuppressWarnings("BanJNDI") // both come from the server's configuration, and the name is escaped
    private static Optional<Attributes> attributesOf(
            DirContext directory, String people, String filter, String... attributes) throws NamingException {
        SearchControls one = new SearchControls();
        one.setSearchScope(SearchControls.SUBTREE_SCOPE);
        one.setReturningAttributes(attributes);
        one.setCountLimit(1);
        NamingEnumeration<SearchResult> found = directory.search(people, filter, one);
        try {
            return found.hasMore() ? Optional.of(found.next().getAttributes()) : Optional.empty();
        } finally {
            found.close();
        }
    }

    /** The first that the directory has; one of bytes in hex. */
    static Optional<String> id(Attributes attributes) throws NamingException {
        for (String name : IDS) {
            Attribute attribute = attributes.get(name);
            if (attribute != null && attribute.size() > 0) {
                Object value = attribute.get();
                return Optional.of(
                        value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value));
            }
        }
        return Optional.empty();
    }

    /** What is asked of the directory, within one connection. */
    @FunctionalInterface
    private interface Question<T> {
        T of(DirContext directory) throws ReflectiveOperationException, NamingException;
    }

    @SuppressWarnings("BanJNDI") // the directory is that of the server's configuration
    private <T> T ask(Question<T> question) throws ReflectiveOperationException {
        try {
            DirContext directory = new InitialDirContext(inTime(realm.call(Properties.class, "getLdapBindProps")));
            try {
                return question.of(directory);
            } finally {
                directory.close();
            }
        } catch (NamingException e) {
            throw new IllegalStateException("the directory of the server's realm cannot be searched", e);
        }
    }

    /** A directory that does not answer must not keep a login, and its thread, for ever; limits of the realm's own stay. */
    static Properties inTime(Properties realm) {
        Properties limited = new Properties();
        limited.setProperty("com.sun.jndi.ldap.connect.timeout", LIMIT);
        limited.setProperty("com.sun.jndi.ldap.read.timeout", LIMIT);
        limited.setProperty("java.naming.ldap.attributes.binary", "objectGUID");
        limited.putAll(realm);
        return limited;
    }

    private Optional<String[]> groupsOf(String caller, DirContext directory)
            throws ReflectiveOperationException, NamingException {
        String name = realm.call(String.class, "RFC2254Encode", caller);
        String people = property("base-dn");
        String filter = property("search-filter").replace("%s", name);
        if (!isSomebody(directory, people, filter)) {
            return Optional.empty();
        }
        Optional<Object> person = realm.call("userSearch", directory, people, filter);
        return person.isPresent() ? Optional.of(groupsOf(name, person.get().toString(), directory)) : Optional.empty();
    }

    /** The realm takes a search that failed for one that has found nothing; so we look ourselves before we believe it. */
    @SuppressWarnings("BanJNDI") // both come from the server's configuration, and the name is escaped
    private static boolean isSomebody(DirContext directory, String people, String filter) throws NamingException {
        SearchControls one = new SearchControls();
        one.setSearchScope(SearchControls.SUBTREE_SCOPE);
        one.setReturningAttributes(new String[] {"dn"});
        one.setCountLimit(1);
        NamingEnumeration<SearchResult> found = directory.search(people, filter, one);
        try {
            return found.hasMore();
        } finally {
            found.close();
        }
    }

    private String[] groupsOf(String name, String person, DirContext directory) throws ReflectiveOperationException {
        String base = property("group-base-dn");
        String target = property("group-target");
        String members = filled(property("group-search-filter"), name, person);
        String memberships = property("dynamic-group-target");
        String dynamic = filled(property("dynamic-group-search-filter"), name, person);
        Object groups = Stream.concat(
                        found("groupSearch", directory, base, members, target),
                        found("dynamicGroupSearch", directory, base, memberships, dynamic, target))
                .toArray(String[]::new);
        return realm.call(String[].class, "addMappedGroupNames", realm.call(Object.class, "addAssignGroups", groups));
    }

    private Stream<String> found(String method, Object... arguments) throws ReflectiveOperationException {
        List<?> groups = realm.call(List.class, method, arguments);
        return groups.stream().map(String::valueOf);
    }

    private static String filled(String filter, String name, String person) {
        return filter.replace("%s", name).replace("%d", person);
    }

    private String property(String name) throws ReflectiveOperationException {
        return realm.call(String.class, "getProperty", name);
    }
}
