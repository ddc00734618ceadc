// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

import ee.passkeys.config.Domain;
import ee.passkeys.config.RelyingParties;
import ee.passkeys.config.Settings;
import ee.passkeys.config.Settings.RolloutSettings;
import ee.passkeys.credential.sql.FigureStatements;
import ee.passkeys.credential.sql.FigureStatements.OfDay;
import ee.passkeys.credential.sql.FigureStatements.OfRelyingParty;
import ee.passkeys.credential.sql.FigureStatements.Refusals;
import ee.passkeys.credential.sql.FigureStatements.Required;
import ee.passkeys.credential.sql.RequiredUsers;
import ee.passkeys.credential.sql.Sql;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.UserBase;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures of a rollout: who has a passkey, which, and what happened in the last days. */
public final class Figures {

    /** Events that tell how users proved who they are, with the names that they have in the figures. */
    private static final Map<String, Method> METHODS = Map.of(
            "signed-in", Method.PASSKEY,
            "stepped-up", Method.CONFIRMATION,
            "code-used", Method.CODE,
            "break-glass-used", Method.EMERGENCY_PASSWORD,
            "password-unchecked", Method.UNCHECKED_PASSWORD);

    private final AdminDatabase database;
    private final UserBase users;
    private final Optional<RequiredUsers> rule;
    private final RelyingParties relyingParties;
    private final boolean audit;
    private final Clock clock;

    /**
     * Takes its parts.
     *
     * @param database the database
     * @param settings user base, relying parties, and whether there is an audit table
     * @param rollout the settings of the rollout in force
     * @param clock the time
     */
    public Figures(AdminDatabase database, Settings settings, RolloutSettings rollout, Clock clock) {
        this.database = database;
        this.users = settings.storage().userBase();
        this.rule = RolloutRule.of(rollout);
        this.relyingParties = settings.relyingParties();
        this.audit = settings.audit().secret().isPresent();
        this.clock = clock;
    }

    /** Method by which users proved who they are. */
    public enum Method {
        /** Sign-in with a passkey. */
        PASSKEY,
        /** Confirmation with a passkey within a session. */
        CONFIRMATION,
        /** Enrollment or recovery code, which leads to a new passkey. */
        CODE,
        /** Password of an emergency account. */
        EMERGENCY_PASSWORD,
        /** Password that was accepted while the database failed. */
        UNCHECKED_PASSWORD
    }

    /**
     * Figures of one moment.
     *
     * @param at the moment
     * @param users users
     * @param groups users by group, none where no groups are remembered
     * @param kinds passkeys by backup state
     * @param uses passkeys by last use
     * @param providers passkeys by provider
     * @param relyingParties passkeys and users by relying party
     * @param enrollment users who saw the enrollment page
     * @param required users who are required to have a passkey, or empty where nobody is
     * @param events what happened, or empty where there is no audit table
     */
    public record Report(
            Instant at,
            FigureStatements.Users users,
            List<FigureStatements.Group> groups,
            FigureStatements.Kinds kinds,
            FigureStatements.Uses uses,
            List<FigureStatements.OfProvider> providers,
            List<OfDomain> relyingParties,
            FigureStatements.Enrollment enrollment,
            Optional<Required> required,
            Optional<Happened> events) {}

    /**
     * Passkeys and users of an RP ID.
     *
     * @param counted how many there are
     * @param domain whether they sign in
     */
    public record OfDomain(OfRelyingParty counted, Domain domain) {}

    /**
     * What happened in the last days.
     *
     * @param days each day, today last, with the methods that were used
     * @param refusals how often something was refused, by code
     */
    public record Happened(List<Day> days, Map<String, Long> refusals) {}

    /**
     * What happened on one day.
     *
     * @param date the day, in UTC
     * @param signIns how often each method was used
     */
    public record Day(LocalDate date, Map<Method, Long> signIns) {}

    /**
     * Counts.
     *
     * @param days of how many days events are counted, today among them
     * @return the figures
     * @throws ProblemException never
     */
    public Report of(int days) throws ProblemException {
        Instant now = clock.instant();
        return database.transact(sql -> {
            FigureStatements stored = new FigureStatements(sql, users);
            return new Report(
                    now,
                    stored.users(),
                    stored.groups(),
                    stored.kinds(),
                    stored.uses(now),
                    stored.providers(),
                    domains(stored.relyingParties(relyingParties.ids())),
                    stored.enrollment(),
                    rule.map(stored::required),
                    audit ? Optional.of(happened(sql, now, days)) : Optional.empty());
        });
    }

    /** Those of a previous domain are there also when there are none left, which is what the end of a move waits for. */
    private List<OfDomain> domains(List<OfRelyingParty> counted) {
        Set<String> left = new TreeSet<>(relyingParties.previousIds());
        counted.forEach(each -> left.remove(each.rpId()));
        return Stream.concat(counted.stream(), left.stream().map(rpId -> new OfRelyingParty(rpId, 0, 0, 0)))
                .map(each -> new OfDomain(each, relyingParties.domainOf(each.rpId())))
                .toList();
    }

    private Happened happened(Sql sql, Instant now, int days) {
        FigureStatements stored = new FigureStatements(sql, users);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate first = today.minusDays(days - 1L);
        Instant since = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        Map<Long, Map<Method, Long>> counts = stored.events(since, METHODS.keySet()).stream()
                .collect(Collectors.groupingBy(OfDay::day, Collectors.toMap(Figures::method, OfDay::count)));
        List<Day> all = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
            all.add(new Day(day, counts.getOrDefault(day.toEpochDay(), Map.of())));
        }
        Map<String, Long> refusals =
                stored.refusals(since).stream().collect(Collectors.toMap(Refusals::code, Refusals::count, Long::sum));
        return new Happened(all, refusals);
    }

    private static Method method(OfDay counted) {
        return Objects.requireNonNull(METHODS.get(counted.event()));
    }
}
