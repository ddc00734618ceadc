// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ee.passkeys.credential.DuplicateException;
import ee.passkeys.credential.Journal;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.server.JtaPlatform;
import ee.passkeys.testkit.TestPasskeys;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A transaction of the container")
class JtaTransactionsTest {

    private final Script container = new Script();
    private final JtaTransactions transactions =
            new JtaTransactions(container.manager(), container.ours(), new JtaPlatform("java:tm", "Glassfish", "none"));

    @Test
    void isOurOwnBesideTheHosts() {
        container.hostIsInTransaction();

        String result =
                transactions.run(factory(), View.of(TestPasskeys.USERS), Journal.Entries.NONE, passkeys -> "done");

        assertThat(result).isEqualTo("done");
        assertThat(container.log).containsExactly("suspend host", "begin", "open", "commit", "close", "resume host");
        assertThat(container.current()).isEqualTo("host");
    }

    @Test
    void isMadeWhereTheHostHasNone() {
        transactions.run(factory(), View.of(TestPasskeys.USERS), Journal.Entries.NONE, passkeys -> "done");

        assertThat(container.log).containsExactly("begin", "open", "commit", "close");
        assertThat(container.current()).isNull();
    }

    @Test
    void isRolledBackWhenTheWorkThrowsAndTheHostGoesOn() {
        container.hostIsInTransaction();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() ->
                        transactions.run(factory(), View.of(TestPasskeys.USERS), Journal.Entries.NONE, passkeys -> {
                            throw new IOException("changed my mind");
                        }));

        assertThat(container.log).containsExactly("suspend host", "begin", "open", "close", "rollback", "resume host");
        assertThat(container.current()).isEqualTo("host");
    }

    @Test
    void isReportedWhenItCannotBeCommittedAndTheHostGoesOn() {
        container.hostIsInTransaction();
        container.failCommit = true;

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> transactions.run(
                        factory(), View.of(TestPasskeys.USERS), Journal.Entries.NONE, passkeys -> "done"));

        assertThat(container.current()).isEqualTo("host");
    }

    @Test
    void saysThatARowWasThereWhereTheDatabaseFindsItOutAtTheCommit() {
        container.failCommit = true;
        container.reason = new SQLException("key", "23505");

        assertThatExceptionOfType(DuplicateException.class)
                .isThrownBy(() ->
                        transactions.run(factory(), View.of(TestPasskeys.USERS), Journal.Entries.NONE, passkeys -> {
                            passkeys.reserve("ann", TestPasskeys.NOON);
                            return "done";
                        }))
                .extracting(DuplicateException::of)
                .isEqualTo(DuplicateException.Of.USER);
    }

    @Test
    void isNotMadeForAQuestionAndTheHostGoesOn() {
        container.hostIsInTransaction();

        String result =
                transactions.read(factory(), View.of(TestPasskeys.USERS), passkeys -> "seen in " + container.current());

        assertThat(result).isEqualTo("seen in null");
        assertThat(container.log).containsExactly("suspend host", "open", "close", "resume host");
        assertThat(container.current()).isEqualTo("host");
    }

    @Test
    void isSetAsideForCodeOfTheHost() {
        String seen = transactions.run(
                factory(),
                View.of(TestPasskeys.USERS),
                Journal.Entries.NONE,
                passkeys -> transactions.outside(() -> {
                    container.log.add("host code in " + container.current());
                    return "seen";
                }));

        assertThat(seen).isEqualTo("seen");
        assertThat(container.log)
                .containsExactly(
                        "begin", "open", "suspend ours", "host code in null", "resume ours", "commit", "close");
    }

    @Test
    void goesOnWhenCodeOfTheHostForgetsOneOfItsOwn() {
        container.hostIsInTransaction();

        String result = transactions.run(factory(), View.of(TestPasskeys.USERS), Journal.Entries.NONE, passkeys -> {
            transactions.outside(() -> {
                container.current = "forgotten";
                return "host";
            });
            return container.current();
        });

        assertThat(result).isEqualTo("ours");
        assertThat(container.log)
                .containsSubsequence("suspend ours", "rollback forgotten", "resume ours", "commit", "resume host");
    }

    @Test
    void saysWhenTheHostsCannotBePutBackAfterCodeOfTheHost() {
        container.hostIsInTransaction();
        container.failResume = "host";

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> transactions.outside(() -> "host"));
    }

    @Test
    void isRolledBackWhenNothingCanBeDoneInIt() {
        container.hostIsInTransaction();
        EntityManagerFactory closed = proxy(EntityManagerFactory.class, (method, arguments) -> {
            throw new IllegalStateException("closed");
        });

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> transactions.run(
                        closed, View.of(TestPasskeys.USERS), Journal.Entries.NONE, passkeys -> "done"));

        assertThat(container.log).containsExactly("suspend host", "begin", "rollback", "resume host");
    }

    @Test
    void isPutBackWhenCodeOfTheHostThrows() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> transactions.run(
                        factory(),
                        View.of(TestPasskeys.USERS),
                        Journal.Entries.NONE,
                        passkeys -> transactions.outside(() -> {
                            throw new IllegalStateException("host");
                        })));

        assertThat(container.log).containsSubsequence("suspend ours", "resume ours", "rollback");
    }

    @Test
    void isNotThereForWorkThatMakesItsOwn() {
        container.hostIsInTransaction();

        transactions.withoutAny(() -> container.log.add("work in " + container.current()));

        assertThat(container.log).containsExactly("suspend host", "work in null", "resume host");
    }

    @Test
    void leavesNoTimeoutOfOursToTheHost() {
        transactions.run(factory(), View.of(TestPasskeys.USERS), Journal.Entries.NONE, passkeys -> "done");

        assertThat(container.timeouts).last().isEqualTo(0);
    }

    private EntityManagerFactory factory() {
        return proxy(EntityManagerFactory.class, (method, arguments) -> {
            container.log.add("open");
            return proxy(EntityManager.class, (call, none) -> {
                container.log.add(call);
                return null;
            });
        });
    }

    /** A transaction manager for one thread, that writes down what it is told. */
    private static final class Script {

        final List<String> log = new ArrayList<>();
        final List<Integer> timeouts = new ArrayList<>();
        boolean failCommit;
        String failResume;
        Throwable reason;
        private String current;

        void hostIsInTransaction() {
            current = "host";
        }

        String current() {
            return current;
        }

        TransactionManager manager() {
            return proxy(TransactionManager.class, (method, arguments) -> {
                switch (method) {
                    case "suspend":
                        return suspend();
                    case "resume":
                        if (arguments[0].toString().equals(failResume)) {
                            throw new SystemException("lost");
                        }
                        current = arguments[0].toString();
                        log.add("resume " + current);
                        return null;
                    default:
                        throw new AssertionError(method);
                }
            });
        }

        UserTransaction ours() {
            return proxy(UserTransaction.class, (method, arguments) -> {
                switch (method) {
                    case "begin":
                        assertThat(current).as("transactions are not nested").isNull();
                        current = "ours";
                        log.add("begin");
                        return null;
                    case "commit":
                        current = null;
                        log.add("commit");
                        if (failCommit) {
                            RollbackException failed = new RollbackException("the database is away");
                            failed.initCause(reason);
                            throw failed;
                        }
                        return null;
                    case "rollback":
                        current = null;
                        log.add("rollback");
                        return null;
                    case "getStatus":
                        return current == null ? Status.STATUS_NO_TRANSACTION : Status.STATUS_ACTIVE;
                    case "setTransactionTimeout":
                        timeouts.add((Integer) arguments[0]);
                        return null;
                    default:
                        throw new AssertionError(method);
                }
            });
        }

        private Transaction suspend() {
            String name = current;
            current = null;
            if (name == null) {
                return null;
            }
            log.add("suspend " + name);
            return proxy(Transaction.class, (method, arguments) -> {
                if (method.equals("rollback")) {
                    log.add("rollback " + name);
                }
                return name;
            });
        }
    }

    private interface Answer {
        Object to(String method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.to(method.getName(), arguments)));
    }
}
