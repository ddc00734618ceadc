// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.rest;

import ee.passkeys.config.Settings.LimitSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Resolves the client's address: from the proxy's header if the settings name one, else from the connection. */
public final class ClientAddress {

    private ClientAddress() {}

    /**
     * Returns the client's address.
     *
     * @param request the current one
     * @param settings which header a proxy sets, if any
     * @return an address, such as {@code 192.0.2.1}; what a header says is not checked
     */
    public static String of(HttpServletRequest request, LimitSettings settings) {
        return settings.addressHeader()
                .flatMap(header -> Optional.ofNullable(request.getHeader(header)))
                .filter(told -> !told.isBlank())
                .map(String::strip)
                .orElseGet(request::getRemoteAddr);
    }
}
