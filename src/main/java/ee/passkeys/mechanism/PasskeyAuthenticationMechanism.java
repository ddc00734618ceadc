// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.authorization.GroupSource;
import ee.passkeys.authorization.PasswordPolicy;
import ee.passkeys.authorization.ResolvedGroups;
import ee.passkeys.config.Switch;
import ee.passkeys.credential.sql.HashedKeys;
import ee.passkeys.descriptor.LoginConfig;
import ee.passkeys.event.Events;
import ee.passkeys.savedrequest.RequestCache;
import ee.passkeys.server.Servers;
import ee.passkeys.session.FormTarget;
import ee.passkeys.session.LoginByCode;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.session.PendingSignIn;
import ee.passkeys.session.SessionRenewal;
import ee.passkeys.session.SignInDetector;
import ee.passkeys.value.Groups;
import ee.passkeys.value.OfPasskeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates requests that carry a verified passkey sign-in, restores such sign-ins from the session, and delegates every other request
 * to the application's own mechanism.
 *
 * <p>{@link MechanismProducer} gives it to the container in place of the host's; it keeps no state between requests.
 *
 * @see <a href="https://jakarta.ee/specifications/security/3.0/jakarta-security-spec-3.0#authentication-mechanism">Jakarta Security,
 *     Authentication Mechanism</a>
 */
@ApplicationScoped
@Typed(PasskeyAuthenticationMechanism.class)
public class PasskeyAuthenticationMechanism implements HttpAuthenticationMechanism {

    private final ApplicationMechanism host;
    private final SignInRule signIns;
    private final PasswordGroups passwords;
    private final Admission admission;
    private final LoginConfigAuthentication container;
    private final TokenAuthentication tokens;
    private final PasswordPolicy rule;
    private final Clock clock;
    private final Switch passkeys;
    private final Events events;

    /** Made by the container, which needs it for its proxy. */
    @SuppressWarnings("NullAway") // a proxy has no state
    protected PasskeyAuthenticationMechanism() {
        this.host = null;
        this.signIns = null;
        this.passwords = null;
        this.admission = null;
        this.container = null;
        this.tokens = null;
        this.rule = null;
        this.clock = null;
        this.passkeys = null;
        this.events = null;
    }

    @Inject
    PasskeyAuthenticationMechanism(
            ApplicationMechanism host,
            SignInRule signIns,
            PasswordGroups passwords,
            Admission admission,
            LoginConfigAuthentication container,
            TokenAuthentication tokens,
            PasswordPolicy rule,
            @OfPasskeys Clock clock,
            Switch passkeys,
            Events events) {
        this.host = host;
        this.signIns = signIns;
        this.passwords = passwords;
        this.admission = admission.itself();
        this.container = container.itself();
        this.tokens = tokens.itself();
        this.rule = rule;
        this.clock = clock;
        this.passkeys = passkeys;
        this.events = events;
    }

    /**
     * Where the groups of passkey logins come from.
     *
     * @return the source that is asked first
     */
    public GroupSource groupSource() {
        return admission.groupSource();
    }

    /**
     * How users sign in where passkeys do not.
     *
     * @return what the descriptors say, or what the container does by itself
     */
    public LoginConfig loginConfig() {
        return admission.loginConfig();
    }

    /**
     * Whether callers are those of the server's realm.
     *
     * @return false where the accounts are the application's own, which the realm does not know
     */
    public boolean usesRealm() {
        return admission.usesRealm();
    }

    /**
     * How the server's realm spells the name of its user.
     *
     * @param caller a name that the realm may take
     * @return the name in the realm, else the name as it is
     */
    public String spelling(String caller) {
        return admission.spelling(caller);
    }

    /**
     * The mechanism that a context parameter tells Payara to take, whatever other mechanisms say.
     *
     * @param context the application
     * @return its class or short name; empty where that is this one or none
     */
    public static Optional<String> namedToPayara(ServletContext context) {
        return Optional.ofNullable(context.getInitParameter(Servers.MECHANISM_PARAMETER))
                .filter(name -> !name.equals(PasskeyAuthenticationMechanism.class.getName()));
    }

    /**
     * Called by the container at every request, and by {@code SecurityContext.authenticate}.
     *
     * @param request the current one
     * @param response its response, which is written to only when the answer is not SUCCESS or NOT_DONE
     * @param context through which the container is told who the caller is
     * @return SUCCESS when there is a caller, NOT_DONE when there need be none, SEND_CONTINUE or SEND_FAILURE when the response is written
     * @throws AuthenticationException when the host's mechanism throws it, or the response cannot be written
     */
    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        ContainerCalls.note(request);
        if (context.isAuthenticationRequest()
                && context.getAuthParameters().getCredential() instanceof PasskeyCredential credential) {
            return signIn(credential, request, context);
        }
        Optional<HttpAuthenticationMechanism> mechanism = host.find();
        if (mechanism.isPresent() && !passkeys.isOn()) {
            return mechanism.get().validateRequest(request, response, context);
        }
        tokens.prepare(request, context.getHandler());
        if (tokens.isForTokens(request)) {
            return AuthenticationStatus.NOT_DONE;
        }
        if (tokens.isBrought(request) && !isAnotherSignIn(request, context)) {
            Optional<AuthenticationStatus> status = tokens.authenticate(AuthenticationExchange.of(context));
            if (status.isPresent()) {
                return status.get();
            }
        }
        Optional<LoginRecord> login = known(request, context::isProtected);
        if (login.isPresent() && !isAnotherSignIn(request, context)) {
            return admitAgain(login.get(), AuthenticationExchange.of(context));
        }
        RequestCache.discardExpired(request);
        return mechanism.isPresent()
                ? delegate(mechanism.get(), request, response, context)
                : container.validate(request, response, context);
    }

    /**
     * Called by the container after the request was answered.
     *
     * @param request the current one
     * @param response its response
     * @param context the same as in {@link #validateRequest}
     * @return what the host's mechanism says, else SUCCESS
     * @throws AuthenticationException when the host's mechanism throws it
     */
    @Override
    public AuthenticationStatus secureResponse(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        Optional<HttpAuthenticationMechanism> mechanism = host.find();
        if (mechanism.isEmpty()) {
            return AuthenticationStatus.SUCCESS;
        }
        LoginRecord.settle(request);
        SignInDetector.endOfRequest(request);
        return mechanism.get().secureResponse(request, response, context);
    }

    /**
     * Called by the container at {@code HttpServletRequest.logout}: what is forgotten here is not remembered at the next request.
     *
     * @param request the current one
     * @param response its response
     * @param context the same as in {@link #validateRequest}
     */
    @Override
    public void cleanSubject(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        SignInDetector.signedOut(request);
        LoginRecord.of(request)
                .ifPresent(login -> events.send(new PasskeyEvent.SignedOut(clock.instant(), login.caller())));
        forget(request, response, context);
    }

    private void forget(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        LoginRecord.forget(request);
        RequestCache.discard(request);
        Optional<HttpAuthenticationMechanism> mechanism = host.find();
        if (mechanism.isPresent()) {
            mechanism.get().cleanSubject(request, response, context);
        } else {
            context.cleanClientSubject();
        }
    }

    /**
     * Lets in who has signed in before, where {@link #validateRequest} would do so. The container asks about every request before the
     * application sees it; if it asks once more, code is signing somebody in, and only {@link #validateRequest} knows whom.
     *
     * @return false where nothing was done
     */
    boolean admitsKnown(AuthenticationExchange exchange) {
        HttpServletRequest request = exchange.request();
        boolean byToken = tokens.isForTokens(request) || tokens.isBrought(request);
        if (ContainerCalls.wasMade(request) || isSubmitted(request) || byToken) {
            return false;
        }
        Optional<LoginRecord> login = known(request, exchange::isProtected);
        if (login.isEmpty()) {
            return false;
        }
        ContainerCalls.note(request);
        return admitAgain(login.get(), exchange) == AuthenticationStatus.SUCCESS;
    }

    /** What stands behind the proxy, which would cost every request more than most of what it leads to. */
    PasskeyAuthenticationMechanism itself() {
        return this;
    }

    /** Whether {@link #secureResponse} does nothing. */
    boolean leavesResponses() {
        return !host.isThere();
    }

    /** The host knows its own callers again itself, and who brings the password with a request is known by that alone. */
    private Optional<LoginRecord> known(HttpServletRequest request, BooleanSupplier isProtected) {
        return LoginRecord.of(request)
                .filter(login -> login.byPasskey()
                        ? passkeys.isOn() && !login.isFromBefore(passkeys)
                        : !host.isThere() && !login.perRequest())
                .filter(login -> host.isThere() || !container.isPasswordBrought(request, isProtected));
    }

    private AuthenticationStatus admitAgain(LoginRecord login, AuthenticationExchange exchange) {
        HttpServletRequest request = exchange.request();
        if (!host.isThere()) {
            exchange.replace(new LoginRequest(request, exchange.response()));
        }
        goOn(login.caller(), request, exchange);
        return admission.admitAgain(login, exchange);
    }

    /** A proof was brought: the session gets a new id, so that nobody who knew the old one comes in with it. */
    private AuthenticationStatus signIn(
            PasskeyCredential credential, HttpServletRequest request, HttpMessageContext context) {
        SignInRule.Decision decision;
        try {
            decision = signIns.decide(credential.proof(), context.getHandler());
        } catch (RuntimeException e) {
            credential.endWith(new PasskeyCredential.Failed(e));
            return AuthenticationStatus.SEND_FAILURE;
        }
        if (decision instanceof SignInRule.Refused refusal) {
            credential.endWith(new PasskeyCredential.Refused(refusal.why()));
            return AuthenticationStatus.SEND_FAILURE;
        }
        String caller = credential.proof().caller();
        ResolvedGroups groups = ((SignInRule.Granted) decision).groups();
        SessionRenewal.renew(request);
        LoginByCode.forget(request);
        LoginRecord login = new LoginRecord(
                        caller,
                        groups.declared(),
                        LoginRecord.PASSKEY,
                        credential.proof().at(),
                        credential.proof().userVerified() ? credential.proof().at() : null)
                .with(HashedKeys.of(credential.proof().passkey()))
                .from(credential.proof().origin().orElse(null));
        AuthenticationStatus status = admission.admitOwner(login, groups, AuthenticationExchange.of(context));
        login.keep(request);
        credential.endWith(new PasskeyCredential.Accepted());
        return status;
    }

    /** What was sent before the sign-in, or before a confirmation, goes on in the place of the request that comes back from it. */
    private static void goOn(String caller, HttpServletRequest request, AuthenticationExchange exchange) {
        RequestCache.restore(request, caller, exchange.request()).ifPresent(exchange::replace);
    }

    /** Somebody who is known signs in once more, in the host's way. */
    private boolean isAnotherSignIn(HttpServletRequest request, HttpMessageContext context) {
        boolean withCredential =
                context.isAuthenticationRequest() && context.getAuthParameters().getCredential() != null;
        return withCredential || isSubmitted(request);
    }

    private boolean isSubmitted(HttpServletRequest request) {
        return host.isThere() ? FormTarget.isSubmittedBy(request) : container.isFormTarget(request);
    }

    /**
     * What the host's mechanism answers stands. Only where it does nothing at all about a protected page, and containers would answer with an
     * empty one, a sign-in is asked for. Code of the application that asks for a caller by {@code authenticate} goes on by itself.
     */
    private AuthenticationStatus delegate(
            HttpAuthenticationMechanism mechanism,
            HttpServletRequest request,
            HttpServletResponse response,
            HttpMessageContext context)
            throws AuthenticationException {
        SignInDetector witness = SignInDetector.before(request);
        RecordedCookies answer = new RecordedCookies(response);
        AuthenticationStatus status = mechanism.validateRequest(request, answer, context);
        if (status == AuthenticationStatus.SUCCESS) {
            return isTaken(request, witness, context)
                    ? status
                    : refuse(answer.sentBackWith(request), response, context);
        }
        noteNobody(request, context);
        if (status == AuthenticationStatus.NOT_DONE
                && context.isProtected()
                && !ContainerCalls.isByCode(request)
                && !answer.isAnswered()) {
            return container.challenge(request, response);
        } else if (status == AuthenticationStatus.SEND_CONTINUE
                && context.isProtected()
                && SignInEntryPoint.isPerson(request)) {
            RequestCache.saveAddress(request);
        }
        return status;
    }

    /** The host has let somebody in; false when that was by a password that is switched off. */
    private boolean isTaken(HttpServletRequest request, SignInDetector witness, HttpMessageContext context) {
        Principal principal =
                context.getCallerPrincipal() == null ? request.getUserPrincipal() : context.getCallerPrincipal();
        if (principal == null) {
            noteNobody(request, context);
            return true;
        }
        String caller = principal.getName();
        Optional<Instant> sentOn = PendingSignIn.take(caller, request);
        boolean known = LoginRecord.of(request)
                .filter(login -> login.caller().equals(caller))
                .isPresent();
        if (!known || sentOn.isPresent()) {
            if (isSwitchedOff(caller, request, context)) {
                return false;
            }
            boolean now = sentOn.isEmpty() && (witness.hasSignedIn(request, context) || isBasicNow(context));
            noteHostLogin(caller, now ? Optional.of(clock.instant()) : sentOn, request, context);
        }
        goOn(caller, request, AuthenticationExchange.of(context));
        checkLogins(context);
        return true;
    }

    private boolean isBasicNow(HttpMessageContext context) {
        return host.isBasic() && context.getCallerPrincipal() != null && !context.isAuthenticationRequest();
    }

    /** WildFly's own {@code request.login} goes by the mechanism no more than by passkeys. */
    private void checkLogins(HttpMessageContext context) {
        if (rule.isUsed() && !context.isAuthenticationRequest()) {
            context.setRequest(new CheckedLoginRequest(context.getRequest(), rule));
        }
    }

    /**
     * Notes that the host's mechanism has let nobody in. At a protected page, where it had to look, what the session remembers of a caller
     * of the host ends then: an application may sign out by forgetting the caller itself, and whoever is found next has proved nothing by
     * that.
     */
    private void noteNobody(HttpServletRequest request, HttpMessageContext context) {
        if (SignInDetector.hasSignedInAndIsSentOn(request, context)) {
            PendingSignIn.keep(context.getCallerPrincipal().getName(), clock.instant(), request);
        } else if (!context.isAuthenticationRequest() && !FormTarget.isSubmittedBy(request)) {
            SignInDetector.foundNobody(request, context.isProtected());
            if (context.isProtected()
                    && LoginRecord.of(request)
                            .filter(login -> !login.byPasskey())
                            .isPresent()) {
                LoginRecord.forget(request);
            }
            checkLogins(context);
        }
    }

    private boolean isSwitchedOff(String caller, HttpServletRequest request, HttpMessageContext context) {
        if (!host.method().equals(LoginRecord.PASSWORD)) {
            return false;
        }
        PasswordPolicy.Password known = rule.passwordOf(caller, request);
        if (known == PasswordPolicy.Password.UNNEEDED && rule.takesPasskeys(() -> groupsOf(context), context)) {
            rule.refused(caller);
            return true;
        }
        rule.taken(caller, known);
        return false;
    }

    /**
     * Notes a caller of the host who is first seen. That proves nothing of when the caller signed in, and some things need a recent
     * sign-in: only a time that is known counts. That the same caller is seen again proves nothing either: a mechanism with a session says
     * SUCCESS to whatever password is brought while somebody is there.
     *
     * @param at when the caller signed in, as far as we saw
     */
    private void noteHostLogin(
            String caller, Optional<Instant> at, HttpServletRequest request, HttpMessageContext context) {
        String method = host.method();
        Optional<Instant> known = method.equals(ApplicationMechanism.OPENID) ? OpenIdTime.ofCaller() : at;
        new LoginRecord(caller, Groups.BY_NAME, method, known.orElse(null), null).keep(request);
        SignInDetector.foundSomebody(request);
        if (context.getCallerPrincipal() != null) {
            passwords.note(caller, groupsOf(context), request, context);
        }
    }

    /**
     * Takes back what the host's mechanism did. Code of the host that signs in writes its answer itself. No request goes on, not as a
     * guest's either: WildFly would take it for the caller's, of whom it was told.
     */
    private AuthenticationStatus refuse(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        forget(request, response, context);
        if (context.isAuthenticationRequest() || response.isCommitted()) {
            return AuthenticationStatus.SEND_FAILURE;
        }
        return context.isProtected() ? container.challenge(request, response) : container.refuse(response);
    }

    /** Those that the application's mechanism has told the container. */
    private static Groups groupsOf(HttpMessageContext context) {
        @Nullable Set<String> told = context.getGroups();
        return told == null ? Groups.BY_NAME : Groups.of(told);
    }
}
