// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A pool of few connections for which callers wait in a row. It counts how many a thread holds, and refuses a second one. */
final class LimitedDataSource extends OneAccountDataSource {

    private static final int SECONDS = 20;

    private final Semaphore free;
    private final Map<Thread, Integer> held = new ConcurrentHashMap<>();
    private final AtomicInteger given = new AtomicInteger();
    private final AtomicInteger mostOfOneThread = new AtomicInteger();

    LimitedDataSource(DataSource database, int connections) {
        super(database);
        this.free = new Semaphore(connections, true);
    }

    void reset() {
        given.set(0);
        mostOfOneThread.set(0);
    }

    int given() {
        return given.get();
    }

    int mostOfOneThread() {
        return mostOfOneThread.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Thread holder = Thread.currentThread();
        int now = held.merge(holder, 1, Integer::sum);
        mostOfOneThread.accumulateAndGet(now, Math::max);
        if (now > 1) {
            held.merge(holder, -1, Integer::sum);
            throw new SQLTransientConnectionException("a second connection is wanted while one is held");
        }
        await();
        given.incrementAndGet();
        return counted(database().getConnection(), holder);
    }

    private void await() throws SQLException {
        try {
            if (free.tryAcquire(SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new SQLTransientConnectionException("no connection is free");
    }

    private Connection counted(Connection connection, Thread holder) {
        AtomicBoolean closed = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close") && closed.compareAndSet(false, true)) {
                        held.merge(holder, -1, Integer::sum);
                        free.release();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
