// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

import ee.passkeys.config.Settings.AdminSettings;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.Words;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Acts of administrators for JMX. A thread of JMX is none of the application's: each act runs in the application's executor. The audit has all of
 * them of one operator, because JMX has no name for the caller.
 */
public final class JmxAdministration implements AdministrationMXBean {

    /** Name of the operator for the audit. */
    public static final String OPERATOR = "JMX";

    private static final System.Logger LOG = ApplicationLog.of(JmxAdministration.class);

    private static final int PATIENCE_SECONDS = 30;

    private final Administration administration;
    private final Codes codes;
    private final RuntimeChanges changes;
    private final AdminSettings settings;
    private final ExecutorService executor;

    /**
     * Takes its parts.
     *
     * @param administration acts on users
     * @param codes acts on codes
     * @param changes acts on settings
     * @param settings lifetime and approvals of codes
     * @param executor runs work of the application
     */
    public JmxAdministration(
            Administration administration,
            Codes codes,
            RuntimeChanges changes,
            AdminSettings settings,
            ExecutorService executor) {
        this.administration = administration;
        this.codes = codes;
        this.changes = changes;
        this.settings = settings;
        this.executor = executor;
    }

    @Override
    public int disable(String user) {
        return act(() -> administration.disable(OPERATOR, user));
    }

    @Override
    public int enable(String user) {
        return act(() -> administration.enable(OPERATOR, user));
    }

    @Override
    public int revokeAll(String user) {
        return act(() -> administration.revokeAll(OPERATOR, user));
    }

    @Override
    public void disablePasskey(String id) {
        act(() -> administration.disable(OPERATOR, new CredentialId(id)));
    }

    @Override
    public void enablePasskey(String id) {
        act(() -> administration.enable(OPERATOR, new CredentialId(id)));
    }

    @Override
    public void revokePasskey(String id) {
        act(() -> administration.revoke(OPERATOR, new CredentialId(id)));
    }

    @Override
    public int forget(String user) {
        return act(() -> administration.forget(OPERATOR, user));
    }

    @Override
    public void rename(String user, String newName) {
        act(() -> {
            administration.rename(OPERATOR, user, newName);
            return true;
        });
    }

    @Override
    public boolean askAgain(String user) {
        return act(() -> administration.askAgain(OPERATOR, user));
    }

    @Override
    public String issueCode(String user) {
        return act(() -> codes.issue(OPERATOR, user, settings.codeLifetime(), settings.codeApprovals())
                .code());
    }

    @Override
    public void withdrawCode(String user) {
        act(() -> {
            codes.withdraw(OPERATOR, user);
            return true;
        });
    }

    @Override
    public void changeSetting(String key, String value) {
        act(() -> {
            changes.change(OPERATOR, key, value);
            return true;
        });
    }

    @Override
    public void resetSetting(String key) {
        act(() -> {
            changes.reset(OPERATOR, key);
            return true;
        });
    }

    /** What is thrown has classes of the JDK alone: a console has no others. */
    private <T> T act(Callable<T> work) {
        Future<T> running = executor.submit(work);
        try {
            return running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw refusal(e.getCause());
        } catch (TimeoutException e) {
            running.cancel(true);
            LOG.log(System.Logger.Level.DEBUG, "An act of JMX takes too long", e);
            throw new IllegalStateException("the database does not answer");
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }

    private static RuntimeException refusal(@Nullable Throwable cause) {
        LOG.log(System.Logger.Level.DEBUG, "An act of JMX is refused", cause);
        if (cause instanceof ProblemException problem) {
            return new IllegalArgumentException(Words.of(problem.failure()) + ": " + problem.getMessage());
        }
        if (cause instanceof IllegalArgumentException wrong) {
            return new IllegalArgumentException(wrong.getMessage());
        }
        return new IllegalStateException(
                cause instanceof StoreUnavailableException
                        ? "the database does not answer"
                        : "failed, as the log of the server says at level DEBUG");
    }
}
