// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** What a container gives by name. */
@SuppressWarnings("BanJNDI") // the names are ours, or the operator's from the settings
final class ContainerResources {

    /** Payara and GlassFish; WildFly; others. */
    private static final List<String> TRANSACTION_MANAGERS = List.of(
            "java:appserver/TransactionManager", "java:jboss/TransactionManager", "java:comp/TransactionManager");

    private static final String USER_TRANSACTION = "java:comp/UserTransaction";

    private ContainerResources() {}

    static DataSource dataSource(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new StoreUnavailableException(
                    "there is no data source " + name + "; set passkeys.data-source to the JNDI name of one", e);
        }
    }

    static TransactionManager transactionManager() {
        for (String name : TRANSACTION_MANAGERS) {
            try {
                return InitialContext.doLookup(name);
            } catch (NamingException e) {
                System.getLogger(ContainerResources.class.getName())
                        .log(System.Logger.Level.DEBUG, "There is no " + name);
            }
        }
        throw new IllegalStateException("this server has none of " + TRANSACTION_MANAGERS);
    }

    static UserTransaction userTransaction() {
        try {
            return InitialContext.doLookup(USER_TRANSACTION);
        } catch (NamingException e) {
            throw new IllegalStateException("this server has no " + USER_TRANSACTION, e);
        }
    }
}
