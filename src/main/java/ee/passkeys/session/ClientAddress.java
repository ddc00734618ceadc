// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.session;

import ee.passkeys.config.Settings.LimitSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Resolves the client's address: from the proxy's header if the settings name one, else from the connection. */
public final class ClientAddress {

    /** The attribute of the servlet context that holds the name of the proxy's header, if the settings name one. */
    public static final String HEADER = "ee.passkeys.address-header";

    private ClientAddress() {}

    /**
     * Returns the client's address, for code that has no settings.
     *
     * @param request the current one
     * @return the same as with the settings of the application
     */
    public static String of(HttpServletRequest request) {
        return request.getServletContext().getAttribute(HEADER) instanceof String header
                ? of(request, Optional.of(header))
                : request.getRemoteAddr();
    }

    /**
     * Returns the client's address.
     *
     * @param request the current one
     * @param settings which header a proxy sets, if any
     * @return an address, such as {@code 192.0.2.1}; what a header says is not checked
     */
    public static String of(HttpServletRequest request, LimitSettings settings) {
        return of(request, settings.addressHeader());
    }

    private static String of(HttpServletRequest request, Optional<String> proxyHeader) {
        return proxyHeader
                .flatMap(header -> Optional.ofNullable(request.getHeader(header)))
                .filter(told -> !told.isBlank())
                .map(String::strip)
                .orElseGet(request::getRemoteAddr);
    }
}
