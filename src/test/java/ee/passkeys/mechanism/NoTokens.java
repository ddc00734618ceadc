// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import jakarta.servlet.http.HttpServletRequest;
import javax.security.auth.callback.CallbackHandler;

/** The authentication by tokens where there are none. */
final class NoTokens extends TokenAuthentication {

    @Override
    boolean isForTokens(HttpServletRequest request) {
        return false;
    }

    @Override
    void prepare(HttpServletRequest request, CallbackHandler container) {
        // nothing is needed
    }

    @Override
    boolean isBrought(HttpServletRequest request) {
        return false;
    }
}
