// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.boot;

import ee.passkeys.config.Switch;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** Filter that is inactive while passkeys are disabled. */
final class SwitchableFilter implements Filter {

    private final Switch passkeys;
    private final Filter filter;

    /**
     * Stands before a filter.
     *
     * @param passkeys whether it is used
     * @param filter what is used then
     */
    SwitchableFilter(Switch passkeys, Filter filter) {
        this.passkeys = passkeys;
        this.filter = filter;
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        filter.init(config);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (passkeys.isOn()) {
            filter.doFilter(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    @Override
    public void destroy() {
        filter.destroy();
    }
}
