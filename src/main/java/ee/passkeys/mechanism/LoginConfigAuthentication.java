// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.authorization.PasswordPolicy;
import ee.passkeys.config.Settings;
import ee.passkeys.descriptor.LoginConfig;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.savedrequest.RequestCache;
import ee.passkeys.savedrequest.ReturnTo;
import ee.passkeys.savedrequest.SaveOutcome;
import ee.passkeys.server.ServerProfile;
import ee.passkeys.session.FormTarget;
import ee.passkeys.session.LoginByCode;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.session.SessionRenewal;
import ee.passkeys.value.Groups;
import ee.passkeys.value.OfPasskeys;
import ee.passkeys.value.OwnPaths;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.auth.message.callback.PasswordValidationCallback;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;

/**
 * Does what {@code login-config} in the host's {@code web.xml} says, which the container no longer does where there is a mechanism: the
 * host's form or the browser's dialog, and the password checked by the container's own realm.
 */
@ApplicationScoped
class LoginConfigAuthentication {

    private static final String BASIC = "Basic ";

    /** Where browsers bring the password only when they are asked for it: they know it for the pages below which they were asked. */
    private static final Set<String> PAGES_OF_CALLERS = Set.of("/passkeys/", "/passkeys/enrol", "/passkeys/step-up");

    private final LoginConfig config;
    private final NativeLogin server;
    private final CacheHeaders caching;
    private final Settings settings;
    private final Admission admission;
    private final PasswordPolicy rule;
    private final PasswordGroups passwords;
    private final Clock clock;

    @SuppressWarnings("NullAway") // a proxy has no state
    protected LoginConfigAuthentication() {
        this.config = null;
        this.server = null;
        this.caching = null;
        this.settings = null;
        this.admission = null;
        this.rule = null;
        this.passwords = null;
        this.clock = null;
    }

    @Inject
    LoginConfigAuthentication(
            ServerProfile server,
            Settings settings,
            Admission admission,
            PasswordPolicy rule,
            PasswordGroups passwords,
            @OfPasskeys Clock clock) {
        this.config = admission.loginConfig();
        this.server = new NativeLogin(server.login());
        this.caching = CacheHeaders.of(server.login(), config);
        this.settings = settings;
        this.admission = admission;
        this.rule = rule;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** What stands behind the proxy, which would cost every request more than most of what it leads to. */
    LoginConfigAuthentication itself() {
        return this;
    }

    /** What to do with a request that brings no login of ours. */
    AuthenticationStatus validate(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        try {
            if (context.isAuthenticationRequest()
                    && context.getAuthParameters().getCredential() instanceof UsernamePasswordCredential password) {
                return byCode(password, request, context);
            }
            return switch (config.method()) {
                case FORM -> form(request, response, context);
                case BASIC -> basic(request, response, context);
                case NONE, CONTAINER_ONLY -> ours(request, response, context);
            };
        } catch (IOException | ServletException | UnsupportedCallbackException e) {
            throw new AuthenticationException("the sign-in of web.xml failed", e);
        }
    }

    /** Whether a password comes with the request, which counts and nothing that a session remembers: right or wrong, it is looked at. */
    boolean isPasswordBrought(HttpServletRequest request, BooleanSupplier isProtected) {
        return isBasic(String.valueOf(request.getHeader("Authorization")))
                && config.method() == LoginConfig.Method.BASIC
                && isPasswordVerified(request, isProtected.getAsBoolean());
    }

    /** Our own endpoints take a password as if they were protected: they are for users as well. */
    private boolean isPasswordVerified(HttpServletRequest request, boolean isProtected) {
        return isProtected || isOurs(request) || server.verifiesAtOpenPages() || server.knowsByBasic(request);
    }

    private static boolean isOurs(HttpServletRequest request) {
        return OwnPaths.areServed(request.getServletPath());
    }

    /** Whether a request submits the form that {@code login-config} names. */
    boolean isFormTarget(HttpServletRequest request) {
        return FormTarget.isAddressOf(request)
                && config.method() == LoginConfig.Method.FORM
                && server.isFormTarget(request);
    }

    /** Whether a client that is not signed in gets another answer than the container's: by the settings, or because only they require a caller. */
    private boolean isAnsweredByUs(HttpServletRequest request) {
        if (ContainerCalls.isByRule(request)
                && config.method() == LoginConfig.Method.FORM
                && !SignInEntryPoint.isPerson(request)) {
            return true;
        }
        return switch (settings.pages().unauthenticated()) {
            case CONTAINER -> false;
            case PROBLEM -> !SignInEntryPoint.isPerson(request);
            case PAGE -> true;
        };
    }

    private AuthenticationStatus form(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException, IOException, ServletException, UnsupportedCallbackException {
        if (isFormTarget(request)) {
            return submitted(request, response, context);
        }
        if (!context.isProtected()) {
            return nothing(request, response, context);
        }
        if (isAnsweredByUs(request)) {
            return challenge(request, response);
        }
        server.prepareForm(request, response);
        caching.forbid(request, response);
        if (RequestCache.save(request) == SaveOutcome.TOO_LARGE) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return AuthenticationStatus.SEND_FAILURE;
        }
        show(config.loginPage(), request, response);
        return AuthenticationStatus.SEND_CONTINUE;
    }

    /** The container keeps a caller only from a request that succeeds, so that who came by a form is told to it at the next one. */
    private AuthenticationStatus submitted(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws IOException, ServletException, UnsupportedCallbackException {
        String name = request.getParameter("j_username");
        String password = request.getParameter("j_password");
        if (name == null || password == null || !isTaken(name, password.toCharArray(), context)) {
            show(config.errorPage(), request, response);
            return AuthenticationStatus.SEND_CONTINUE;
        }
        SessionRenewal.renew(request);
        LoginByCode.forget(request);
        remember(name, groupsOf(name, context), request, context);
        String target =
                ReturnTo.choose(request, Optional.empty(), settings.pages().home());
        response.sendRedirect(server.redirectTarget(target, response));
        return AuthenticationStatus.SEND_CONTINUE;
    }

    private static void show(String page, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        request.getRequestDispatcher(page).forward(request, response);
    }

    private AuthenticationStatus basic(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException, IOException, UnsupportedCallbackException {
        boolean brought = isPasswordBrought(request, context::isProtected);
        Optional<String[]> given = brought ? basicCredentials(request) : Optional.empty();
        if (given.isPresent()
                && !isLeftAlone(given.get()[0], request, context)
                && isTaken(given.get()[0], given.get()[1].toCharArray(), context)) {
            Groups groups = groupsOf(given.get()[0], context);
            if (!isOurs(request)) {
                server.noteBasic(request);
            }
            rememberForRequest(given.get()[0], groups, request);
            passwords.note(given.get()[0], groups, request, context);
            context.setRequest(new LoginRequest(request, response));
            return admission.admitOnce(given.get()[0], groups, AuthenticationExchange.of(context));
        }
        boolean refused = brought && !isOurs(request) && server.verifiesAtOpenPages();
        if (!context.isProtected() && !isPageOfCallers(request) && !refused) {
            return nothing(request, response, context);
        }
        caching.forbid(request, response);
        if (context.isProtected() && isAnsweredByUs(request)) {
            return basicByUs(request, response);
        }
        askForPassword(response);
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        return AuthenticationStatus.SEND_FAILURE;
    }

    /** Programs go on to learn how they sign in. */
    private AuthenticationStatus basicByUs(HttpServletRequest request, HttpServletResponse response)
            throws AuthenticationException {
        if (!SignInEntryPoint.isPerson(request)) {
            askForPassword(response);
        }
        return challenge(request, response);
    }

    private void askForPassword(HttpServletResponse response) {
        String realm = config.realm().replace('"', '\'');
        response.setHeader("WWW-Authenticate", "Basic realm=\"" + realm + "\"");
    }

    /** {@code SecurityContext.authenticate} or {@code request.login} with a password. */
    private AuthenticationStatus byCode(
            UsernamePasswordCredential credential, HttpServletRequest request, HttpMessageContext context)
            throws IOException, UnsupportedCallbackException {
        if (!isTaken(credential.getCaller(), credential.getPassword().getValue(), context)) {
            return AuthenticationStatus.SEND_FAILURE;
        }
        boolean byLogin = LoginByCode.isGoingOn(request);
        boolean kept = !byLogin || server.keepsLoginByCode(request);
        if (kept) {
            SessionRenewal.renew(request);
            RequestCache.discard(request);
            LoginByCode.forget(request);
        }
        if (byLogin) {
            server.authTypeOfLoginByCode().ifPresent(type -> LoginByCode.keep(type, request));
        }
        Groups groups = groupsOf(credential.getCaller(), context);
        remember(credential.getCaller(), groups, request, context);
        return kept
                ? admission.admit(credential.getCaller(), groups, AuthenticationExchange.of(context))
                : admission.admitOnce(credential.getCaller(), groups, AuthenticationExchange.of(context));
    }

    /** Pages that need a sign-in lead to our sign-in page. */
    private AuthenticationStatus ours(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        return context.isProtected() ? challenge(request, response) : nothing(request, response, context);
    }

    /** Asks for a sign-in: people on the sign-in page of the settings, programs by a problem. */
    AuthenticationStatus challenge(HttpServletRequest request, HttpServletResponse response)
            throws AuthenticationException {
        try {
            SignInEntryPoint.send(request, response, settings.pages().login());
            return AuthenticationStatus.SEND_CONTINUE;
        } catch (IOException e) {
            throw new AuthenticationException("the sign-in page could not be sent", e);
        }
    }

    /** Refuses a request that nobody need be signed in for. */
    AuthenticationStatus refuse(HttpServletResponse response) throws AuthenticationException {
        try {
            SignInEntryPoint.refuse(response, ProblemCode.NOT_SIGNED_IN);
            return AuthenticationStatus.SEND_FAILURE;
        } catch (IOException e) {
            throw new AuthenticationException("the refusal could not be sent", e);
        }
    }

    /** Nobody need be signed in; {@code request.login}, which containers refuse where there is a mechanism, still works. */
    private static AuthenticationStatus nothing(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        context.setRequest(new LoginRequest(request, response));
        return context.doNothing();
    }

    /** Null where the container finds them itself. */
    private Groups groupsOf(String name, HttpMessageContext context) {
        return admission.groupsByPassword(name, context.getClientSubject(), context.getHandler());
    }

    private void remember(String name, Groups groups, HttpServletRequest request, HttpMessageContext context) {
        new LoginRecord(name, groups, LoginRecord.PASSWORD, clock.instant(), null).keep(request);
        passwords.note(name, groups, request, context);
    }

    /** The session keeps what it has of the same caller, such as a confirmation; another caller's record there is not for this request. */
    private void rememberForRequest(String name, Groups groups, HttpServletRequest request) {
        Optional<LoginRecord> kept =
                LoginRecord.ofSession(request).filter(login -> login.caller().equals(name));
        if (kept.isEmpty() || kept.get().perRequest()) {
            LoginRecord login = kept.map(confirmed -> confirmed.broughtAgain(groups, clock.instant()))
                    .orElseGet(() -> new LoginRecord(name, groups, LoginRecord.PASSWORD, clock.instant(), null, true));
            login.keep(request);
        }
    }

    /** A password that is switched off looks like a wrong one. The database is asked first, so that time tells no more. */
    private boolean isTaken(String name, char[] password, HttpMessageContext context)
            throws IOException, UnsupportedCallbackException {
        String user = userOf(name);
        PasswordPolicy.Password known = rule.passwordOf(user, context.getRequest());
        if (!isRight(name, password, context)) {
            return false;
        }
        if (known == PasswordPolicy.Password.UNNEEDED && rule.takesPasskeys(() -> groupsOf(name, context), context)) {
            context.cleanClientSubject();
            rule.refused(user);
            return false;
        }
        rule.taken(user, known);
        return true;
    }

    /** The rules for a user hold in every spelling that the realm takes for the name. */
    private String userOf(String name) {
        return rule.isUsed() ? admission.spelling(name) : name;
    }

    /**
     * Whether a page of ours that guests may see is shown without a look at a password that is switched off: WildFly would take the request for
     * the caller's whose password was found right.
     */
    private boolean isLeftAlone(String name, HttpServletRequest request, HttpMessageContext context) {
        return !context.isProtected()
                && isOurs(request)
                && rule.isUnneeded(userOf(name), request)
                && rule.takesPasskeys(() -> groupsOf(name, context), context);
    }

    private static boolean isRight(String name, char[] password, HttpMessageContext context)
            throws IOException, UnsupportedCallbackException {
        PasswordValidationCallback callback =
                new PasswordValidationCallback(context.getClientSubject(), name, password.clone());
        context.getHandler().handle(new Callback[] {callback});
        return callback.getResult();
    }

    private static boolean isPageOfCallers(HttpServletRequest request) {
        String below = request.getPathInfo();
        return SignInEntryPoint.isPerson(request)
                && PAGES_OF_CALLERS.contains(request.getServletPath() + (below == null ? "" : below));
    }

    private Optional<String[]> basicCredentials(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !isBasic(header)) {
            return Optional.empty();
        }
        return server.basic(header.substring(BASIC.length()).strip())
                .map(bytes -> text(bytes).split(":", 2))
                .filter(parts -> parts.length == 2);
    }

    private static boolean isBasic(String header) {
        return header.regionMatches(true, 0, BASIC, 0, BASIC.length());
    }

    /** We name no charset, as the container does not, and browsers choose: most take UTF-8, some the older one. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
