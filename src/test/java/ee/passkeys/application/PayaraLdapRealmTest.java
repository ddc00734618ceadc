// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

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

    @Test
    void isWaitedForAsTheRealmSays() {
        realm.setProperty("com.sun.jndi.ldap.read.timeout", "900");

        assertThat(PayaraLdapRealm.inTime(realm)).containsEntry("com.sun.jndi.ldap.read.timeout", "900");
    }
}
