// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.savedrequest;

import ee.passkeys.descriptor.PathVariants;
import ee.passkeys.descriptor.WebDescriptor;
import ee.passkeys.value.OwnPaths;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;

/**
 * Saves the request for which a sign-in is needed in its session, and restores it for the user who signed in.
 *
 * <p>A request with a body is resumed once, at the address it was sent to, by the user who signed in right after it, or by its sender. Of other
 * requests the address is saved.
 */
public final class RequestCache {

    private RequestCache() {}

    /**
     * Saves a request for which a sign-in is needed, with its body where that may be resumed. A body that is not saved is read to its end.
     *
     * @param request the current one
     * @return what becomes of the body
     * @throws IOException when the body cannot be read
     */
    public static SaveOutcome save(HttpServletRequest request) throws IOException {
        SaveOutcome outcome = saveOrDiscard(request);
        if (outcome != SaveOutcome.SAVED) {
            SavedRequest.readToTheEnd(request);
        }
        return outcome;
    }

    /**
     * Saves the address of a request without a body, in the session that the application's mechanism has made for the same purpose.
     *
     * @param request the current one
     */
    public static void saveAddress(HttpServletRequest request) {
        if (!SavedRequest.mayHaveBody(request)) {
            SavedRequest.discard(request);
            ReturnTo.remember(request);
        }
    }

    /**
     * Restores what was sent before the sign-in, or before a confirmation, in the place of the request that returns from it.
     *
     * @param request the current one
     * @param caller the user who is signed in
     * @param target the request to put it in the place of: the current one, possibly wrapped
     * @return the saved request, once; empty where this one is to go on
     */
    public static Optional<HttpServletRequest> restore(
            HttpServletRequest request, String caller, HttpServletRequest target) {
        return SavedRequest.take(request, caller).map(saved -> new RestoredRequest(target, saved));
    }

    /**
     * Discards what was saved.
     *
     * @param request the current one
     */
    public static void discard(HttpServletRequest request) {
        SavedRequest.discard(request);
    }

    /**
     * Discards what can be resumed no longer, also for a guest who only looks around.
     *
     * @param request the current one
     */
    public static void discardExpired(HttpServletRequest request) {
        SavedRequest.discardExpired(request);
    }

    /**
     * The address of a request, as a path with its query.
     *
     * @param request the current one
     * @return such as {@code /shop/cart?item=1}
     */
    public static String addressOf(HttpServletRequest request) {
        return SavedRequest.addressOf(request);
    }

    private static SaveOutcome saveOrDiscard(HttpServletRequest request) throws IOException {
        if (!SavedRequest.mayHaveBody(request)) {
            saveAddress(request);
            return SaveOutcome.SAVED;
        }
        if (CrossSite.isForeign(request)) {
            return SaveOutcome.NOT_SAVED;
        }
        SavedRequest.discard(request);
        if (!mayBeResumed(request)) {
            return SaveOutcome.NOT_SAVED;
        }
        SaveOutcome outcome = SavedRequest.save(request);
        if (outcome == SaveOutcome.SAVED) {
            ReturnTo.remember(request);
        }
        return outcome;
    }

    private static boolean mayBeResumed(HttpServletRequest request) {
        return !isOurs(request)
                && ReturnTo.isWithin(request.getContextPath(), SavedRequest.addressOf(request))
                && WebDescriptor.of(request.getServletContext())
                        .asksTheSameOfGet(request.getMethod(), PathVariants.pathOf(request));
    }

    private static boolean isOurs(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + OwnPaths.PAGES + "/");
    }
}
