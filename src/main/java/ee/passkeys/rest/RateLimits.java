// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import com.google.common.hash.HashCode;
import ee.passkeys.audit.AuditRecorder;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Settings.LimitSettings;
import ee.passkeys.problem.Problem;
import ee.passkeys.session.ClientAddress;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.OneInstance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Rate limits for addresses and user names. It never locks an account: who calls too often is asked to come back a little later, and the
 * application's own sign-in is not touched.
 */
@OneInstance
public class RateLimits {

    private static final System.Logger LOG = ApplicationLog.of(RateLimits.class);

    private static final String TOO_MANY = "too-many-requests";

    private final AtomicBoolean warned = new AtomicBoolean();
    private final LimitSettings settings;
    private final AuditRecorder audit;
    private final Buckets addresses;
    private final Buckets names;

    /**
     * Made by the container.
     *
     * @param settings how often is too often
     * @param audit counts refusals
     */
    @Inject
    public RateLimits(Settings settings, AuditRecorder audit) {
        this.audit = audit;
        this.settings = settings.limits();
        this.addresses = new Buckets(this.settings.perAddress());
        this.names = new Buckets(this.settings.perName());
    }

    /**
     * Counts a request of the client's address.
     *
     * @throws RefusedException {@code too-many-requests}
     */
    void checkAddress(HttpServletRequest request) throws RefusedException {
        String address = ClientAddress.of(request, settings);
        try {
            check(addresses, RateKey.ofAddress(address));
        } catch (RefusedException e) {
            warnOnce(address);
            throw e;
        }
    }

    /** Warns once: behind a proxy that the settings do not mention, all users share one address, which only the operator can change. */
    private void warnOnce(String address) {
        if (warned.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The rate limit is exceeded by {0}. If this is your proxy, set passkeys.rate-limit.address-header to the header that it sets.",
                    address);
        }
    }

    /**
     * Counts a ceremony for a user name.
     *
     * @throws RefusedException {@code too-many-requests}
     */
    void checkName(String name) throws RefusedException {
        check(names, RateKey.ofName(name));
    }

    private void check(Buckets buckets, HashCode key) throws RefusedException {
        long seconds = buckets.secondsToWait(key);
        if (seconds > 0) {
            audit.count(TOO_MANY);
            throw new RefusedException(
                    new Problem(TOO_MANY, 429, "The rate limit is exceeded. Retry after the time in Retry-After."),
                    seconds);
        }
    }
}
