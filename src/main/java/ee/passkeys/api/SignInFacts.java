// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Bean that tells code of the application how the caller of a request signed in.
 *
 * <pre>{@code
 * @Inject
 * SignInFacts facts;
 *
 * boolean mayPay(HttpServletRequest request) {
 *     return facts.of(request).filter(SignIn::userVerified).isPresent();
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public interface SignInFacts {

    /**
     * Returns the facts about the sign-in of the caller. They come from the session or the access token; the database is not asked.
     *
     * @param request the current one
     * @return empty for a guest, and for a caller whose sign-in Passkeys EE did not observe
     */
    Optional<SignIn> of(HttpServletRequest request);

    /**
     * Returns the passkey that the session began with, as it is stored now: whether it is backed up, and its label.
     *
     * @param request the current one
     * @return empty where the caller signed in otherwise, or the passkey was removed since
     * @throws RuntimeException when the database fails
     */
    Optional<PasskeyInfo> passkeyOf(HttpServletRequest request);
}
