// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.action;

import ee.passkeys.authorization.RolloutLevel;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Settings.Level;
import ee.passkeys.config.Switch;
import ee.passkeys.descriptor.PathVariants;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.session.LoginRecord;
import ee.passkeys.value.OfPasskeys;
import ee.passkeys.value.OneInstance;
import ee.passkeys.value.UrlPattern;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Step-up authentication: requires a recent confirmation with a passkey where the settings demand it. Who never gave one has yet to, and
 * for whom passkeys are switched off cannot.
 */
@OneInstance
class StepUpAction implements RequiredAction {

    static final String PAGE = "/passkeys/step-up";

    private final List<PathRule> paths;
    private final Map<String, Duration> roles;
    private final String loginPage;
    private final RolloutLevel level;
    private final Clock clock;
    private final Switch passkeys;

    @Inject
    StepUpAction(Settings settings, RolloutLevel level, @OfPasskeys Clock clock, Switch passkeys) {
        this.paths = settings.stepUp().paths().entrySet().stream()
                .map(rule -> PathRule.of(rule.getKey(), rule.getValue()))
                .toList();
        this.roles = settings.stepUp().roles();
        this.loginPage = settings.pages().login().split("[?#]", 2)[0];
        this.level = level;
        this.clock = clock;
        this.passkeys = passkeys;
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public Optional<String> pageFor(String caller, Optional<LoginRecord> login, HttpServletRequest request) {
        return mostAge(login, request)
                .filter(age -> login.filter(known -> isFresh(known, age)).isEmpty() || level.of(request) == Level.OFF)
                .map(age -> PAGE);
    }

    @Override
    public boolean requiresAuthentication(HttpServletRequest request) {
        return isAskable(request) && ofPath(request).findAny().isPresent();
    }

    @Override
    public Optional<ProblemCode> refusal() {
        return Optional.of(ProblemCode.STEP_UP_REQUIRED);
    }

    private boolean isFresh(LoginRecord login, Duration age) {
        return login.passkeyVerifiedWithin(age, clock.instant(), passkeys);
    }

    /** How old the proof may be for this request: of several rules the strictest counts. */
    private Optional<Duration> mostAge(Optional<LoginRecord> login, HttpServletRequest request) {
        return isAskable(request)
                ? Stream.concat(ofPath(request), ofRoles(login, request)).min(Comparator.naturalOrder())
                : Optional.empty();
    }

    private Stream<Duration> ofPath(HttpServletRequest request) {
        Set<String> spellings = PathVariants.of(PathVariants.pathOf(request));
        return paths.stream().filter(rule -> rule.isFor(spellings)).map(PathRule::age);
    }

    /** Some servers know no role that the application does not declare; a group of that name counts as well, where we know the groups. */
    private Stream<Duration> ofRoles(Optional<LoginRecord> login, HttpServletRequest request) {
        Set<String> groups = login.flatMap(known -> known.groups().told()).orElse(Set.of());
        return roles.entrySet().stream()
                .filter(rule -> groups.contains(rule.getKey()) || request.isUserInRole(rule.getKey()))
                .map(Map.Entry::getValue);
    }

    /** How old the proof may be at the paths of a pattern, whose case does not count. */
    private record PathRule(UrlPattern pattern, Duration age) {

        static PathRule of(UrlPattern pattern, Duration age) {
            return new PathRule(new UrlPattern(pattern.text().toLowerCase(Locale.ROOT)), age);
        }

        boolean isFor(Set<String> spellings) {
            return spellings.stream().anyMatch(pattern::matches);
        }
    }

    /** The sign-in page leads out of a session that no passkey can confirm. */
    private boolean isAskable(HttpServletRequest request) {
        return !PathVariants.pathOf(request).equals(loginPage);
    }
}
