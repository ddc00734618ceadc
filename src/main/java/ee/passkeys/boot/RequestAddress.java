// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.config.Settings;
import ee.passkeys.session.ClientAddress;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.OneInstance;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Address of the client of the current request. */
@OneInstance
class RequestAddress {

    private static final System.Logger LOG = ApplicationLog.of(RequestAddress.class);

    private final Instance<HttpServletRequest> request;
    private final Settings settings;

    @Inject
    RequestAddress(Instance<HttpServletRequest> request, Settings settings) {
        this.request = request;
        this.settings = settings;
    }

    /** The address, or empty where no request is served. */
    Optional<String> now() {
        return ofRequest(current -> ClientAddress.of(current, settings.limits()));
    }

    /** The origin that the browser tells, or empty. */
    Optional<String> origin() {
        return ofRequest(current -> current.getHeader("Origin"));
    }

    private Optional<String> ofRequest(Function<HttpServletRequest, @Nullable String> question) {
        try {
            return Optional.ofNullable(question.apply(request.get()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "No request is served", e);
            return Optional.empty();
        }
    }
}
