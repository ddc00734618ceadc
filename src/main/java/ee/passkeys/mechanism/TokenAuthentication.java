// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.config.Settings;
import ee.passkeys.config.Settings.GroupSettings;
import ee.passkeys.config.Settings.Level;
import ee.passkeys.config.Switch;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.descriptor.PathVariants;
import ee.passkeys.policy.Rollout;
import ee.passkeys.problem.Problem;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.token.AccessToken;
import ee.passkeys.token.Authorization;
import ee.passkeys.token.HttpTarget;
import ee.passkeys.token.TokenException;
import ee.passkeys.token.Tokens;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.Groups;
import ee.passkeys.value.OwnPaths;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates requests by the access tokens of Passkeys EE, for one request each: no session is made or used. Tokens of other issuers belong
 * to the application, and are left to it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750, Bearer Token Usage</a>
 */
@ApplicationScoped
class TokenAuthentication {

    private static final System.Logger LOG = ApplicationLog.of(TokenAuthentication.class);

    /** On a request for tokens: how the container is told of a caller, and asked for groups. */
    private static final String CONTAINER = "ee.passkeys.token.container";

    private static final String AUTHORIZATION = "Authorization";
    private static final String PROOF = "DPoP";
    private static final long RETRY_SECONDS = 5;

    private final Tokens tokens;
    private final Admission admission;
    private final Rollout rollout;
    private final Switch passkeys;
    private final GroupSettings groups;

    @SuppressWarnings("NullAway") // a proxy has no state
    protected TokenAuthentication() {
        this.tokens = null;
        this.admission = null;
        this.rollout = null;
        this.passkeys = null;
        this.groups = null;
    }

    @Inject
    TokenAuthentication(Tokens tokens, Admission admission, Rollout rollout, Switch passkeys, Settings settings) {
        this.tokens = tokens;
        this.admission = admission;
        this.rollout = rollout;
        this.passkeys = passkeys;
        this.groups = settings.groups();
    }

    /** What stands behind the proxy, which would cost every request more than most of what it leads to. */
    TokenAuthentication itself() {
        return this;
    }

    /** Whether a request is for tokens. Whoever is signed in, it is about nobody but the owner of the passkey. */
    boolean isForTokens(HttpServletRequest request) {
        return tokens.areOn() && isEndpoint(request) && OwnPaths.containTokens(PathVariants.pathOf(request));
    }

    /** Keeps for {@link TokenGroups} what only the container hands out. */
    void prepare(HttpServletRequest request, CallbackHandler container) {
        if (tokens.areOn() && isEndpoint(request)) {
            request.setAttribute(CONTAINER, container);
        }
    }

    private static boolean isEndpoint(HttpServletRequest request) {
        return OwnPaths.ENDPOINTS.equals(request.getServletPath());
    }

    static Optional<CallbackHandler> container(HttpServletRequest request) {
        return request.getAttribute(CONTAINER) instanceof CallbackHandler container
                ? Optional.of(container)
                : Optional.empty();
    }

    /** Whether a request brings an access token that claims to be of our issuer. */
    boolean isBrought(HttpServletRequest request) {
        return request.getHeader(AUTHORIZATION) != null
                && tokens.areOn()
                && passkeys.isOn()
                && brought(request).isPresent();
    }

    private Optional<Authorization> brought(HttpServletRequest request) {
        return Authorization.of(request.getHeader(AUTHORIZATION), headers(request, PROOF))
                .filter(tokens::areClaimedBy);
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        @Nullable Enumeration<String> values = request.getHeaders(name);
        return values == null ? List.of() : Collections.list(values);
    }

    /**
     * Lets in who brings a token.
     *
     * @return empty where the token is not valid, and nobody is required
     */
    Optional<AuthenticationStatus> authenticate(AuthenticationExchange exchange) throws AuthenticationException {
        HttpServletRequest request = exchange.request();
        try {
            LoginRecord login = login(request);
            login.keep(request);
            return Optional.of(admission.admitByToken(login, exchange));
        } catch (TokenException e) {
            LOG.log(System.Logger.Level.DEBUG, "An access token is rejected: {0}", e.getMessage());
            return refused(exchange, response -> challenge(response, request, e.error()));
        } catch (StoreUnavailableException e) {
            LOG.log(System.Logger.Level.DEBUG, "An access token cannot be verified now", e);
            return refused(exchange, TokenAuthentication::unavailable);
        }
    }

    /** Code of the application may ask again in one request, and a proof of possession counts once. */
    private LoginRecord login(HttpServletRequest request) throws TokenException {
        Optional<LoginRecord> before = LoginRecord.of(request).filter(LoginRecord::byToken);
        if (before.isPresent()) {
            return before.get();
        }
        Authorization brought = brought(request).orElseThrow();
        AccessToken token = tokens.verify(
                brought, HttpTarget.of(request.getMethod(), request.getContextPath(), request.getRequestURI()));
        Instant at = token.authenticatedAt();
        LoginRecord login = login(token, at);
        if (login.isFromBefore(passkeys)) {
            throw TokenException.invalidToken("passkeys were disabled since the sign-in");
        }
        if (rollout.levelOf(token.groups()::contains) == Level.OFF || admission.isLocked(token.caller())) {
            throw TokenException.invalidToken("the user must not sign in now");
        }
        if (login.origin() != null && !login.keepsTo(groups)) {
            throw TokenException.invalidToken("the origin does not allow these groups");
        }
        return login;
    }

    private static LoginRecord login(AccessToken token, Instant at) {
        LoginRecord login =
                LoginRecord.ofToken(token.caller(), Groups.of(token.groups()), at, token.userVerified() ? at : null);
        return token.origin().map(login::from).orElse(login);
    }

    private static Optional<AuthenticationStatus> refused(AuthenticationExchange exchange, Answer answer)
            throws AuthenticationException {
        if (!exchange.isProtected()) {
            return Optional.empty();
        }
        try {
            answer.write(exchange.response());
            return Optional.of(AuthenticationStatus.SEND_FAILURE);
        } catch (IOException e) {
            throw new AuthenticationException("the answer cannot be written", e);
        }
    }

    /** The reason is for the log. */
    private static void challenge(HttpServletResponse response, HttpServletRequest request, String error)
            throws IOException {
        boolean dpop =
                String.valueOf(request.getHeader(AUTHORIZATION)).regionMatches(true, 0, PROOF, 0, PROOF.length());
        response.setHeader(
                "WWW-Authenticate",
                dpop ? "DPoP error=\"" + error + "\", algs=\"ES256\"" : "Bearer error=\"" + error + "\"");
        SignInEntryPoint.refuse(response, ProblemCode.NOT_SIGNED_IN);
    }

    private static void unavailable(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", String.valueOf(RETRY_SECONDS));
        SignInEntryPoint.refuse(
                response,
                new Problem("temporarily-unavailable", 503, "The access token cannot be verified now. Retry later."));
    }

    /** What a client is told. */
    @FunctionalInterface
    private interface Answer {

        void write(HttpServletResponse response) throws IOException;
    }
}
