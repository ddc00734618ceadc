// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Properties;
import javax.naming.NamingException;
import javax.naming.directory.BasicAttribute;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayaraLdapRealmTest {

    private final Properties realm = new Properties();

    @Test
    void isNotWaitedForForEver() {
        realm.setProperty("java.naming.provider.url", "ldap://directory.example");

        assertThat(PayaraLdapRealm.inTime(realm))
                .containsEntry("java.naming.provider.url", "ldap://directory.example")
                .containsEntry("com.sun.jndi.ldap.connect.timeout", "5000")
                .containsEntry("com.sun.jndi.ldap.read.timeout", "5000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "uid=%s; uid",
                "(&(objectClass=person)(sAMAccountName=%s)); sAMAccountName",
                "(|(uid=%s)(mail=%s));",
                "(mail=%s@example.com);",
                "(objectClass=person);",
            })
    void spellsANameAsTheAttributeThatItsFilterComparesWithIt(String filter, @Nullable String attribute) {
        assertThat(PayaraLdapRealm.compared(filter)).isEqualTo(Optional.ofNullable(attribute));
    }

    @Test
    void spellsANameAsTheEntryDoes() throws NamingException {
        BasicAttribute several = new BasicAttribute("uid", "m.muster");
        several.add("Mia");

        assertThat(PayaraLdapRealm.spelling("MIA", several)).contains("Mia");
        assertThat(PayaraLdapRealm.spelling("mïa", several)).contains("m.muster");
        assertThat(PayaraLdapRealm.spelling("mia", null)).isEmpty();
    }

    @Test
    void isWaitedForAsTheRealmSays() {
        realm.setProperty("com.sun.jndi.ldap.read.timeout", "900");

        assertThat(PayaraLdapRealm.inTime(realm)).containsEntry("com.sun.jndi.ldap.read.timeout", "900");
    }
}
