// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import ee.passkeys.value.UserBase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Statements that count users, passkeys and events of one user base, within one transaction. The database counts; what comes back is a number,
 * or as many rows as there are groups, providers, days or codes, and no more than {@link #MOST}.
 *
 * <p>A user has a passkey if one is not disabled.
 */
public final class FigureStatements {

    /** How many rows a figure has at most. */
    public static final int MOST = 200;

    private static final int MOST_NAMES = 50;
    private static final int MOST_COUNTS = 10_000;
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration QUARTER = Duration.ofDays(90);

    private static final String OF_PASSKEYS = " FROM PASSKEY p JOIN PASSKEY_USER u ON u.HANDLE = p.OWNER_HANDLE"
            + " WHERE u.USER_BASE = ? AND u.PERSON_HASH IS NOT NULL";

    private static final String OF_EVENTS = " FROM PASSKEY_AUDIT a JOIN PASSKEY_AUDIT_CHAIN c ON c.ID = a.CHAIN_ID"
            + " WHERE c.USER_BASE = ? AND a.AT_MS >= ?";

    /** As the recorder of the audit table writes what it only counts. */
    private static final Pattern COUNTED = Pattern.compile(".*\\bdetail=\"(\\d{1,18}) times\".*");

    private static final String COUNTED_ROWS = "kind=counted %";

    private final Sql sql;
    private final UserBase users;

    /** The column with the key of a user, as in {@link UserStatements}. */
    private final String key;

    /** The keys of users who have a passkey. */
    private final String holders;

    /**
     * Takes a transaction.
     *
     * @param sql the transaction
     * @param users the user base
     */
    public FigureStatements(Sql sql, UserBase users) {
        this.sql = sql;
        this.users = users;
        this.key = users.exact() ? "u.CALLER_HASH" : "u.PERSON_HASH";
        this.holders = "SELECT " + key + " AS USER_KEY" + OF_PASSKEYS + " AND p.DISABLED = ?";
    }

    /**
     * Users.
     *
     * @param known how many have, had or began to make passkeys, or signed in with a password
     * @param withPasskey how many of them have a passkey
     */
    public record Users(long known, long withPasskey) {}

    /**
     * Users of a group, as their last password sign-in gave it.
     *
     * @param name the group
     * @param users how many users
     * @param withPasskey how many of them have a passkey
     */
    public record Group(String name, long users, long withPasskey) {}

    /**
     * Passkeys that are not disabled, by backup state.
     *
     * @param disabled how many others are disabled
     * @param synced how many are backed up
     * @param notSyncedYet how many can be and are not
     * @param oneDevice how many never leave their device
     */
    public record Kinds(long disabled, long synced, long notSyncedYet, long oneDevice) {}

    /**
     * Passkeys that are not disabled, by last use.
     *
     * @param within30Days how many were used in the last 30 days
     * @param within90Days how many in the 60 days before
     * @param earlier how many before that
     * @param never how many were never used
     */
    public record Uses(long within30Days, long within90Days, long earlier, long never) {}

    /**
     * Passkeys of a provider that are not disabled.
     *
     * @param aaguid the provider
     * @param passkeys how many
     */
    public record OfProvider(UUID aaguid, long passkeys) {}

    /**
     * Passkeys of a relying party that are not disabled.
     *
     * @param rpId the RP ID
     * @param passkeys how many
     * @param users how many users have them
     * @param withNoOther how many of these users have no other passkey that signs in, and are left without one when this RP ID is closed
     */
    public record OfRelyingParty(String rpId, long passkeys, long users, long withNoOther) {}

    /**
     * Users who saw the enrollment page.
     *
     * @param asked how many
     * @param created how many of them have a passkey
     * @param later how many have none and will be asked again
     * @param never how many have none and do not want to be asked
     */
    public record Enrollment(long asked, long created, long later, long never) {}

    /**
     * Users who are required to have a passkey.
     *
     * @param users how many
     * @param withoutPasskey how many of them have none
     * @param names the names of the first of these, where they are known
     */
    public record Required(long users, long withoutPasskey, List<String> names) {}

    /**
     * Events of a day.
     *
     * @param day days since 1970, UTC
     * @param event what happened
     * @param count how often
     */
    public record OfDay(long day, String event, long count) {}

    /**
     * Refusals.
     *
     * @param code why, or what was refused where there is no code
     * @param count how often
     */
    public record Refusals(String code, long count) {}

    /**
     * Counts users.
     *
     * @return those whom {@link UserStatements#list} lists
     */
    public Users users() {
        return new Users(
                count(
                        "SELECT COUNT(*) AS KNOWN FROM (SELECT " + key + " AS USER_KEY FROM PASSKEY_USER u"
                                + " WHERE u.USER_BASE = ? AND u.PERSON_HASH IS NOT NULL UNION SELECT w.CALLER_HASH"
                                + " FROM PASSKEY_PASSWORD_LOGIN w WHERE w.USER_BASE = ?) l",
                        users.id(),
                        users.id()),
                count("SELECT COUNT(DISTINCT h.USER_KEY) AS HOLDERS FROM (" + holders + ") h", users.id(), false));
    }

    /**
     * Counts users by group.
     *
     * @return the largest groups first, none where no groups are remembered
     */
    public List<Group> groups() {
        return sql
                .query(
                        MOST,
                        "SELECT g.GROUP_NAME, COUNT(*) AS MEMBERS, COUNT(h.USER_KEY) AS HOLDERS"
                                + " FROM PASSKEY_PASSWORD_LOGIN w"
                                + " JOIN PASSKEY_PASSWORD_GROUP g ON g.CALLER_HASH = w.CALLER_HASH"
                                + " LEFT JOIN (SELECT DISTINCT x.USER_KEY FROM (" + holders + ") x) h"
                                + " ON h.USER_KEY = w.CALLER_HASH WHERE w.USER_BASE = ?"
                                + " GROUP BY g.GROUP_NAME ORDER BY MEMBERS DESC, g.GROUP_NAME",
                        users.id(),
                        false,
                        users.id())
                .stream()
                .map(row -> new Group(row.text(0), row.number(1), row.number(2)))
                .toList();
    }

    /**
     * Counts passkeys by backup state.
     *
     * @return the numbers
     */
    public Kinds kinds() {
        long[] counts = new long[4];
        sql.query(
                        MOST,
                        "SELECT p.DISABLED, p.BACKED_UP, p.BACKUP_ELIGIBLE, COUNT(*) AS PASSKEYS" + OF_PASSKEYS
                                + " GROUP BY p.DISABLED, p.BACKED_UP, p.BACKUP_ELIGIBLE",
                        users.id())
                .forEach(row -> counts[row.flag(0) ? 0 : row.flag(1) ? 1 : row.flag(2) ? 2 : 3] += row.number(3));
        return new Kinds(counts[0], counts[1], counts[2], counts[3]);
    }

    /**
     * Counts passkeys by last use.
     *
     * @param now the time
     * @return the numbers
     */
    public Uses uses(Instant now) {
        long month = now.minus(MONTH).toEpochMilli();
        long quarter = now.minus(QUARTER).toEpochMilli();
        Row row = sql.query(
                        1,
                        "SELECT SUM(CASE WHEN p.LAST_USED_MS >= ? THEN 1 ELSE 0 END) AS RECENT,"
                                + " SUM(CASE WHEN p.LAST_USED_MS >= ? AND p.LAST_USED_MS < ? THEN 1 ELSE 0 END) AS BEFORE_THAT,"
                                + " SUM(CASE WHEN p.LAST_USED_MS < ? THEN 1 ELSE 0 END) AS EARLIER,"
                                + " SUM(CASE WHEN p.LAST_USED_MS IS NULL THEN 1 ELSE 0 END) AS UNUSED" + OF_PASSKEYS
                                + " AND p.DISABLED = ?",
                        month,
                        quarter,
                        month,
                        quarter,
                        users.id(),
                        false)
                .get(0);
        return new Uses(row.number(0), row.number(1), row.number(2), row.number(3));
    }

    /**
     * Counts passkeys by provider.
     *
     * @return the most frequent first
     */
    public List<OfProvider> providers() {
        return sql
                .query(
                        MOST,
                        "SELECT p.AAGUID, COUNT(*) AS PASSKEYS" + OF_PASSKEYS
                                + " AND p.DISABLED = ? GROUP BY p.AAGUID ORDER BY PASSKEYS DESC, p.AAGUID",
                        users.id(),
                        false)
                .stream()
                .map(row -> new OfProvider(UUID.fromString(row.text(0)), row.number(1)))
                .toList();
    }

    /**
     * Counts passkeys and their users by relying party.
     *
     * @param open the RP IDs of the passkeys that sign in
     * @return those with the most users first
     */
    public List<OfRelyingParty> relyingParties(Set<String> open) {
        Map<String, Long> withNoOther = withNoOther(open);
        return sql
                .query(
                        MOST,
                        "SELECT p.RP_ID, COUNT(*) AS PASSKEYS, COUNT(DISTINCT " + key + ") AS HOLDERS" + OF_PASSKEYS
                                + " AND p.DISABLED = ? GROUP BY p.RP_ID ORDER BY HOLDERS DESC, p.RP_ID",
                        users.id(),
                        false)
                .stream()
                .map(row -> new OfRelyingParty(
                        row.text(0), row.number(1), row.number(2), withNoOther.getOrDefault(row.text(0), 0L)))
                .toList();
    }

    /** Users of each RP ID who have, beside it, none of those that sign in. */
    private Map<String, Long> withNoOther(Set<String> open) {
        String listed = open.stream().map(rpId -> "?").collect(Collectors.joining(", ", " IN (", ")"));
        List<Object> parameters = new ArrayList<>(List.of(users.id(), false));
        parameters.addAll(open);
        parameters.addAll(List.of(users.id(), false));
        parameters.addAll(open);
        return sql
                .query(
                        MOST,
                        "SELECT e.RP_ID, COUNT(*) AS HOLDERS FROM (SELECT DISTINCT " + key + " AS USER_KEY, p.RP_ID"
                                + OF_PASSKEYS + " AND p.DISABLED = ?) e JOIN (SELECT " + key
                                + " AS USER_KEY, COUNT(DISTINCT CASE WHEN p.RP_ID" + listed
                                + " THEN p.RP_ID END) AS OPEN_IDS" + OF_PASSKEYS + " AND p.DISABLED = ? GROUP BY " + key
                                + ") s ON s.USER_KEY = e.USER_KEY"
                                + " WHERE s.OPEN_IDS = CASE WHEN e.RP_ID" + listed
                                + " THEN 1 ELSE 0 END GROUP BY e.RP_ID",
                        parameters.toArray())
                .stream()
                .collect(Collectors.toMap(row -> row.text(0), row -> row.number(1)));
    }

    /**
     * Counts users who saw the enrollment page.
     *
     * @return the numbers
     */
    public Enrollment enrollment() {
        Row row = sql.query(
                        1,
                        "SELECT COUNT(*) AS ASKED, COUNT(h.USER_KEY) AS CREATED,"
                                + " SUM(CASE WHEN h.USER_KEY IS NULL AND o.DECLINED = ? THEN 1 ELSE 0 END) AS NEVER"
                                + " FROM PASSKEY_OFFER o LEFT JOIN (SELECT DISTINCT x.USER_KEY FROM (" + holders
                                + ") x) h ON h.USER_KEY = o.CALLER_HASH WHERE o.USER_BASE = ?",
                        true,
                        users.id(),
                        false,
                        users.id())
                .get(0);
        long asked = row.number(0);
        long created = row.number(1);
        long never = row.number(2);
        return new Enrollment(asked, created, asked - created - never, never);
    }

    /**
     * Counts users who are required to have a passkey.
     *
     * @param rule which users are
     * @return the numbers
     */
    public Required required(RequiredUsers rule) {
        List<Object> parameters = new ArrayList<>();
        String required = required(rule, parameters);
        long all = count("SELECT COUNT(*) AS MEMBERS" + required, parameters.toArray());
        String without = required + " AND NOT EXISTS (" + holders + " AND " + key + " = r.USER_KEY)";
        parameters.addAll(List.of(users.id(), false));
        long missing = count("SELECT COUNT(*) AS MEMBERS" + without, parameters.toArray());
        return new Required(all, missing, names(without, parameters));
    }

    private List<String> names(String required, List<Object> parameters) {
        List<Object> all = new ArrayList<>(List.of(users.id(), users.id()));
        all.addAll(parameters);
        return sql
                .query(
                        MOST_NAMES,
                        "SELECT MIN(n.CALLER) AS NAME, n.USER_KEY FROM (SELECT w.CALLER_HASH AS USER_KEY, w.CALLER"
                                + " FROM PASSKEY_PASSWORD_LOGIN w WHERE w.USER_BASE = ? UNION ALL SELECT " + key
                                + ", u.CALLER FROM PASSKEY_USER u WHERE u.USER_BASE = ? AND u.PERSON_HASH IS NOT NULL) n"
                                + " WHERE n.USER_KEY IN (SELECT r.USER_KEY" + required
                                + ") GROUP BY n.USER_KEY ORDER BY NAME, n.USER_KEY",
                        all.toArray())
                .stream()
                .map(row -> row.text(0))
                .toList();
    }

    private String required(RequiredUsers rule, List<Object> parameters) {
        parameters.addAll(List.of(users.id(), users.id()));
        return " FROM (SELECT o.CALLER_HASH AS USER_KEY " + RequiredUsers.TOLD_ROWS
                + "o.USER_BASE = ? UNION SELECT w.CALLER_HASH FROM PASSKEY_PASSWORD_LOGIN w WHERE w.USER_BASE = ? AND "
                + rule.byGroups(parameters) + ") r WHERE " + rule.notExempt(users, "r.USER_KEY", parameters);
    }

    /**
     * Counts events of the audit table by day and name.
     *
     * @param since from when on
     * @param events which
     * @return for each day, which is one of UTC, and each of the events that happened
     */
    public List<OfDay> events(Instant since, Collection<String> events) {
        List<Object> parameters = new ArrayList<>(List.of(users.id(), since.toEpochMilli()));
        parameters.addAll(events);
        return sql
                .query(
                        Integer.MAX_VALUE,
                        "SELECT e.DAY_NUMBER, e.EVENT_NAME, COUNT(*) AS EVENTS FROM (SELECT"
                                + " FLOOR(a.AT_MS / 86400000.0) AS DAY_NUMBER, a.EVENT_NAME" + OF_EVENTS
                                + " AND a.EVENT_NAME IN " + Sql.list(events.size())
                                + ") e GROUP BY e.DAY_NUMBER, e.EVENT_NAME",
                        parameters.toArray())
                .stream()
                .map(row -> new OfDay(row.number(0), row.text(1), row.number(2)))
                .toList();
    }

    /**
     * Counts refusals of the audit table by code. What anybody can provoke without end has a row for many.
     *
     * @param since from when on
     * @return the codes in no order, some of them twice
     */
    public List<Refusals> refusals(Instant since) {
        List<Refusals> refusals = new ArrayList<>();
        sql.query(
                        MOST,
                        "SELECT a.REASON, a.EVENT_NAME, COUNT(*) AS EVENTS" + OF_EVENTS
                                + " AND a.OUTCOME = ? AND COALESCE(a.DETAIL, ' ') NOT LIKE ? GROUP BY a.REASON, a.EVENT_NAME",
                        users.id(),
                        since.toEpochMilli(),
                        "refused",
                        COUNTED_ROWS)
                .forEach(row ->
                        refusals.add(new Refusals(row.text(0).isEmpty() ? row.text(1) : row.text(0), row.number(2))));
        sql.query(
                        MOST_COUNTS,
                        "SELECT a.REASON, a.DETAIL, COUNT(*) AS EVENTS" + OF_EVENTS
                                + " AND a.OUTCOME = ? AND a.DETAIL LIKE ? GROUP BY a.REASON, a.DETAIL",
                        users.id(),
                        since.toEpochMilli(),
                        "refused",
                        COUNTED_ROWS)
                .forEach(row -> refusals.add(new Refusals(row.text(0), row.number(2) * times(row.text(1)))));
        return refusals;
    }

    private static long times(String detail) {
        Matcher counted = COUNTED.matcher(detail);
        return counted.matches() ? Long.parseLong(counted.group(1)) : 1;
    }

    private long count(String statement, Object... parameters) {
        return sql.query(1, statement, parameters).get(0).number(0);
    }
}
