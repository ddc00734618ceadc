// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.StoreUnavailableException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** The server we are in. */
    static ServerKind server() {
        return Stream.of(ServerKind.values())
                .filter(kind -> lookUp(kind).isPresent())
                .findFirst()
                .orElseThrow(() ->
                        new StoreUnavailableException("this server has no transaction manager under a known name: "
                                + Stream.of(ServerKind.values())
                                        .map(ServerKind::transactionManager)
                                        .toList()));
    }

    static JtaTransactions transactions(ServerKind server) {
        TransactionManager manager = lookUp(server)
                .orElseThrow(() -> new StoreUnavailableException("there is no " + server.transactionManager()));
        return new JtaTransactions(manager, userTransaction(), server);
    }

    private static Optional<TransactionManager> lookUp(ServerKind server) {
        try {
            return Optional.of(InitialContext.doLookup(server.transactionManager()));
        } catch (NamingException e) {
            return Optional.empty();
        }
    }

    private static UserTransaction userTransaction() {
        try {
            return InitialContext.doLookup(USER_TRANSACTION);
        } catch (NamingException e) {
            throw new StoreUnavailableException("this server has no " + USER_TRANSACTION, e);
        }
    }
}
