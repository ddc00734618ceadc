// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;

/**
 * Bean that takes the application's report of a sign-in that Passkeys EE did not observe, such as one by a mechanism of its own that answers by
 * a token. Only a sign-in that was seen or reported counts as recent. Called by code of the application, after the caller has proved to be
 * there. Safe for use by many threads.
 *
 * @since 0.1
 */
public interface SignInReport {

    /**
     * Notes when the caller of a request signed in.
     *
     * @param request the current one, whose caller the container knows
     * @param at when the caller proved to be there, not in the future
     * @throws IllegalStateException when the container knows no caller
     * @throws IllegalArgumentException when the time is in the future
     */
    void signedIn(HttpServletRequest request, Instant at);
}
