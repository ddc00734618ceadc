// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.server.JtaPlatform;
import ee.passkeys.server.ServerProfile;
import ee.passkeys.server.Servers;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Resources of the container in JNDI. */
@SuppressWarnings("BanJNDI") // the names are ours, or the operator's from the settings
final class ContainerResources {

    private static final String USER_TRANSACTION = "java:comp/UserTransaction";

    private ContainerResources() {}

    static DataSource dataSource(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new StoreUnavailableException(
                    "there is no data source " + name
                            + "; set passkeys.data-source to the JNDI name of an existing one",
                    e);
        }
    }

    /** What stands at a name; empty where nothing does. */
    static <T> Optional<T> find(String name) {
        try {
            return Optional.of(InitialContext.doLookup(name));
        } catch (NamingException e) {
            return Optional.empty();
        }
    }

    static JtaTransactions transactions(ServerProfile server) {
        JtaPlatform platform = server.jta()
                .orElseThrow(() -> new StoreUnavailableException(
                        "the transaction manager of this server is not known; the supported servers are "
                                + Servers.all().stream()
                                        .filter(known -> known.jta().isPresent())
                                        .map(ServerProfile::label)
                                        .toList()));
        TransactionManager manager = ContainerResources.<TransactionManager>find(platform.transactionManager())
                .orElseThrow(() -> new StoreUnavailableException("there is no " + platform.transactionManager()));
        return new JtaTransactions(manager, userTransaction(), platform);
    }

    private static UserTransaction userTransaction() {
        try {
            return InitialContext.doLookup(USER_TRANSACTION);
        } catch (NamingException e) {
            throw new StoreUnavailableException("this server has no " + USER_TRANSACTION, e);
        }
    }
}
