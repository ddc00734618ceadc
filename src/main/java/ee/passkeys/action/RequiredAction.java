// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.action;

import ee.passkeys.problem.ProblemCode;
import ee.passkeys.session.LoginRecord;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Required action: a step on a page of Passkeys EE that a signed-in user must complete before a request continues. Each is a bean; {@link
 * RequiredActionFilter} asks them.
 */
interface RequiredAction {

    /**
     * Where it is done.
     *
     * @param caller the name in the container
     * @param login how the caller came in, or empty where we did not see it
     * @param request the current one, which is never one for a page of ours
     * @return path of the page within the application, such as {@code /passkeys/step-up}; empty when there is nothing to do
     */
    Optional<String> pageFor(String caller, Optional<LoginRecord> login, HttpServletRequest request);

    /**
     * Whether somebody who is not signed in has to do so first, also where the application lets strangers in.
     *
     * @param request the current one, which is never one for a page of ours
     * @return true to ask for a sign-in in the application's own way
     */
    default boolean requiresAuthentication(HttpServletRequest request) {
        return false;
    }

    /**
     * Its place among several that a caller has to do.
     *
     * @return a number, the smallest first
     */
    default int order() {
        return 1;
    }

    /**
     * What a program is told, which cannot be led to a page.
     *
     * @return the refusal; empty to let the program go on
     */
    Optional<ProblemCode> refusal();
}
