// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import ee.passkeys.credential.Columns;
import ee.passkeys.credential.EnrollmentRecord;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.value.Base64Url;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserBase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Statements about the users of one user base and their passkeys, within one transaction. Names are taken in any spelling that the user base
 * takes for the same user.
 */
public final class UserStatements {

    private static final int ALL = Integer.MAX_VALUE;

    private static final String COLUMNS =
            "p.CREDENTIAL_ID, u.HANDLE, u.CALLER, p.PUBLIC_KEY, p.SIGNATURE_COUNT, p.USER_VERIFIED,"
                    + " p.BACKUP_ELIGIBLE, p.BACKED_UP, p.TRANSPORTS, p.AAGUID, p.RP_ID, p.DISPLAY_LABEL, p.ATTESTATION,"
                    + " p.CREATED_MS, p.LAST_USED_MS, p.DISABLED, p.ROW_SEAL, p.ID";

    private static final int SEAL = 16;
    private static final int KEY = 17;

    private static final String PASSKEYS = "SELECT " + COLUMNS
            + " FROM PASSKEY p JOIN PASSKEY_USER u ON u.HANDLE = p.OWNER_HANDLE"
            + " WHERE u.USER_BASE = ? AND u.PERSON_HASH IS NOT NULL AND ";

    private final Sql sql;
    private final UserBase users;
    private final RowSeals seals;

    /** The column with the key of a user: who is spelled in several ways has a row for each, unless each is a user. */
    private final String key;

    /** The handles of a user. */
    private final String handles;

    /**
     * Takes a transaction.
     *
     * @param sql the transaction
     * @param users the user base
     * @param seals tells the rows that we wrote from others
     */
    public UserStatements(Sql sql, UserBase users, RowSeals seals) {
        this.sql = sql;
        this.users = users;
        this.seals = seals;
        this.key = users.exact() ? "CALLER_HASH" : "PERSON_HASH";
        this.handles = "(SELECT u.HANDLE FROM PASSKEY_USER u WHERE u." + key + " = ? AND u.USER_BASE = ?)";
    }

    /**
     * Lists users that have, had or began to make passkeys, or signed in with a password. Each table gives its part by a range of an index.
     *
     * @param filter which
     * @param required users who are required to have a passkey, or empty where no user is
     * @return a page of them, by the names in lower case
     */
    public List<ListedUser> list(UserFilter filter, Optional<RequiredUsers> required) {
        if (filter.state() == UserFilter.State.REQUIRED_WITHOUT && required.isEmpty()) {
            return List.of();
        }
        List<Row> page = new ArrayList<>(members(filter, required));
        if (!needsPasskey(filter)) {
            page.addAll(passwordUsers(filter, required));
        }
        return counted(page.stream()
                .sorted(Comparator.comparing((Row row) -> row.text(1)).thenComparing(row -> row.text(2)))
                .limit(filter.most())
                .toList());
    }

    private static boolean needsPasskey(UserFilter filter) {
        return filter.unusedSince().isPresent()
                || filter.state() == UserFilter.State.WITH
                || filter.state() == UserFilter.State.DISABLED;
    }

    private List<Row> members(UserFilter filter, Optional<RequiredUsers> required) {
        StringBuilder query =
                new StringBuilder("SELECT l.CALLER, l.LIST_KEY, l.CALLER_HASH, l.HANDLE FROM PASSKEY_USER l"
                        + " WHERE l.USER_BASE = ? AND l.PERSON_HASH IS NOT NULL");
        List<Object> parameters = new ArrayList<>(List.of(users.id()));
        restrict(filter, query, parameters);
        restrict(filter, required, key, query, parameters);
        return page(filter, query, parameters);
    }

    /** A condition that databases do not make a join of, which would have them read all and sort. */
    private List<Row> passwordUsers(UserFilter filter, Optional<RequiredUsers> required) {
        StringBuilder query = new StringBuilder(
                "SELECT l.CALLER, l.LIST_KEY, l.CALLER_HASH, '' AS HANDLE FROM PASSKEY_PASSWORD_LOGIN l"
                        + " WHERE l.USER_BASE = ? AND CASE WHEN EXISTS (SELECT 1 FROM PASSKEY_USER v"
                        + " WHERE v.USER_BASE = ? AND v." + key + " = l.CALLER_HASH) THEN 1 ELSE 0 END <> 1");
        List<Object> parameters = new ArrayList<>(List.of(users.id(), users.id()));
        restrict(filter, required, "CALLER_HASH", query, parameters);
        return page(filter, query, parameters);
    }

    private List<Row> page(UserFilter filter, StringBuilder query, List<Object> parameters) {
        String begin = ListKey.of(users, filter.prefix());
        Optional<List<String>> after = filter.after().map(UserStatements::afterCursor);
        query.append(" AND l.LIST_KEY >= ? AND l.LIST_KEY < ?");
        parameters.add(after.map(place -> place.get(0))
                .filter(key -> key.compareTo(begin) > 0)
                .orElse(begin));
        parameters.add(ListKey.end(begin));
        after.ifPresent(place -> {
            query.append(" AND (l.LIST_KEY > ? OR l.CALLER_HASH > ?)");
            parameters.addAll(place);
        });
        if (!ListKey.holds(filter.prefix())) {
            query.append(" AND LOWER(l.CALLER) LIKE ? ESCAPE '!'");
            parameters.add(filter.prefix().toLowerCase(Locale.ROOT).replaceAll("[!%_\\[]", "!$0") + "%");
        }
        query.append(" ORDER BY l.LIST_KEY, l.CALLER_HASH");
        return sql.first(filter.most(), query.toString(), parameters.toArray());
    }

    /**
     * Of users who are required to have a passkey, those without one in any spelling. No join, as for
     * {@link #passwordUsers}. An optimizer expects an inequality to hold for most rows, and reads the index in its order
     * until the page is full; an equality is expected to hold for few, for which a scan and a sort cost the same.
     */
    private void restrict(
            UserFilter filter,
            Optional<RequiredUsers> required,
            String column,
            StringBuilder query,
            List<Object> parameters) {
        if (filter.state() == UserFilter.State.REQUIRED_WITHOUT) {
            query.append(" AND CASE WHEN ")
                    .append(required.orElseThrow().condition(users, "l." + column, parameters))
                    .append(" AND NOT EXISTS (SELECT 1 FROM PASSKEY_USER h JOIN PASSKEY k ON k.OWNER_HANDLE = h.HANDLE"
                            + " WHERE h.USER_BASE = ? AND h.PERSON_HASH IS NOT NULL AND h." + key + " = l." + column
                            + " AND k.DISABLED = ?) THEN 1 ELSE 0 END <> 0");
            parameters.addAll(List.of(users.id(), false));
        }
    }

    private static void restrict(UserFilter filter, StringBuilder query, List<Object> parameters) {
        String passkeys = "EXISTS (SELECT 1 FROM PASSKEY k WHERE k.OWNER_HANDLE = l.HANDLE";
        if (filter.state() == UserFilter.State.DISABLED) {
            query.append(" AND ").append(passkeys).append(" AND k.DISABLED = ?)");
            parameters.add(true);
        } else if (filter.state() == UserFilter.State.WITH || filter.state() == UserFilter.State.WITHOUT) {
            boolean without = filter.state() == UserFilter.State.WITHOUT;
            query.append(without ? " AND NOT " : " AND ").append(passkeys).append(")");
        }
        filter.unusedSince().ifPresent(since -> {
            query.append(" AND ").append(passkeys).append(")");
            query.append(" AND NOT ").append(passkeys).append(" AND k.LAST_USED_MS >= ?)");
            parameters.add(since.toEpochMilli());
        });
    }

    /** One question for the passkeys of a page, by an index, not for those of all users. */
    private List<ListedUser> counted(List<Row> page) {
        List<String> handles = page.stream()
                .map(row -> row.text(3))
                .filter(handle -> !handle.isEmpty())
                .toList();
        Map<String, Row> counts = handles.isEmpty() ? Map.of() : counts(handles);
        return page.stream()
                .map(row -> {
                    Optional<Row> count = Optional.ofNullable(counts.get(row.text(3)));
                    return new ListedUser(
                            row.text(0),
                            cursor(row.text(1), row.text(2)),
                            count.map(known -> (int) known.number(1)).orElse(0),
                            count.map(known -> (int) known.number(2)).orElse(0),
                            count.flatMap(known -> known.moment(3)));
                })
                .toList();
    }

    private Map<String, Row> counts(List<String> handles) {
        return sql
                .query(
                        ALL,
                        "SELECT p.OWNER_HANDLE, COUNT(*) AS HAS, SUM(CASE WHEN p.DISABLED = ? THEN 1 ELSE 0 END) AS DISABLED_OF,"
                                + " MAX(p.LAST_USED_MS) AS LAST_MS FROM PASSKEY p WHERE p.OWNER_HANDLE IN "
                                + Sql.list(handles.size()) + " GROUP BY p.OWNER_HANDLE",
                        with(true, handles.toArray()))
                .stream()
                .collect(Collectors.toMap(row -> row.text(0), Function.identity()));
    }

    private static String cursor(String listKey, String hash) {
        return Base64Url.encode((listKey + "\n" + hash).getBytes(UTF_8));
    }

    /** The keys of a cursor. */
    private static List<String> afterCursor(String cursor) {
        String text = new String(Base64Url.decode(cursor), UTF_8);
        int end = text.lastIndexOf('\n');
        if (end < 1) {
            throw new IllegalArgumentException("not a cursor");
        }
        return List.of(text.substring(0, end), text.substring(end + 1));
    }

    /**
     * Whether anything is kept of a user.
     *
     * @param name the user
     * @return false for a name of which no table has a row
     */
    public boolean isKnown(String name) {
        return !sql.query(
                                1,
                                "SELECT u.HANDLE FROM PASSKEY_USER u WHERE u." + key + " = ? AND u.USER_BASE = ?",
                                person(name))
                        .isEmpty()
                || passwordLogin(name).isPresent()
                || enrollment(name).isPresent()
                || hasCodes(name);
    }

    /**
     * All passkeys of a user.
     *
     * @param name the user
     * @return the disabled ones too, in the order they were made
     */
    public List<Passkey> passkeys(String name) {
        return sql
                .query(ALL, PASSKEYS + "u." + key + " = ? ORDER BY p.CREATED_MS, p.ID", users.id(), userKey(name))
                .stream()
                .map(this::passkey)
                .toList();
    }

    /**
     * Finds a passkey.
     *
     * @param id its credential id
     * @return the passkey, or empty when no user of this base has it
     */
    public Optional<Passkey> passkey(CredentialId id) {
        return sql.query(1, PASSKEYS + "p.ID = ?", users.id(), HashedKeys.of(id)).stream()
                .findFirst()
                .map(this::passkey);
    }

    private Passkey passkey(Row row) {
        Passkey passkey = asStored(row);
        return passkey.forged(seals.isForged(users, passkey, row.text(SEAL)));
    }

    private static Passkey asStored(Row row) {
        String transports = row.text(8);
        return new Passkey(
                new CredentialId(row.text(0)),
                HashedKeys.handle(row.text(1)),
                row.text(2),
                row.text(3),
                row.number(4),
                row.flag(5),
                row.flag(6),
                row.flag(7),
                transports.isEmpty() ? List.of() : List.of(transports.split(",")),
                UUID.fromString(row.text(9)),
                row.text(10),
                row.text(11),
                row.text(12),
                Instant.ofEpochMilli(row.number(13)),
                row.moment(14).orElse(null),
                row.flag(15));
    }

    /**
     * The last password sign-in of a user.
     *
     * @param name the user
     * @return when its groups were last found changed, and the groups
     */
    public Optional<PasswordLogin> passwordLogin(String name) {
        return sql
                .query(
                        1,
                        "SELECT l.CALLER, l.RECORDED_MS FROM PASSKEY_PASSWORD_LOGIN l WHERE l.CALLER_HASH = ?",
                        userKey(name))
                .stream()
                .findFirst()
                .map(row -> new PasswordLogin(row.text(0), groups(name), Instant.ofEpochMilli(row.number(1))));
    }

    private Set<String> groups(String name) {
        return sql
                .query(ALL, "SELECT g.GROUP_NAME FROM PASSKEY_PASSWORD_GROUP g WHERE g.CALLER_HASH = ?", userKey(name))
                .stream()
                .map(row -> row.text(0))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The enrollment record of a user.
     *
     * @param name the user
     * @return the record, or empty for a user who was never asked
     */
    public Optional<EnrollmentRecord> enrollment(String name) {
        return sql
                .query(
                        1,
                        "SELECT o.ASKED_MS, o.REQUIRED_MS, o.DECLINED FROM PASSKEY_OFFER o WHERE o.CALLER_HASH = ?",
                        userKey(name))
                .stream()
                .findFirst()
                .map(row -> new EnrollmentRecord(
                        name, Instant.ofEpochMilli(row.number(0)), row.moment(1).orElse(null), row.flag(2)));
    }

    /**
     * Everything else that is kept of a user.
     *
     * @param name the user
     * @return codes, tokens, mail and rows of the audit table, in every spelling of the name that is stored
     */
    public UserTraces traces(String name) {
        Object[] spellings = spellings(name);
        List<UserTraces.Code> codes = sql
                .query(
                        ALL,
                        "SELECT c.KIND, c.ISSUED_MS, c.EXPIRES_MS, c.USED_MS FROM PASSKEY_CODE c WHERE c.CALLER_HASH = ?"
                                + " ORDER BY c.ISSUED_MS, c.CODE_HASH",
                        userKey(name))
                .stream()
                .map(row -> new UserTraces.Code(
                        row.text(0),
                        Instant.ofEpochMilli(row.number(1)),
                        Instant.ofEpochMilli(row.number(2)),
                        row.number(3) > 0))
                .toList();
        List<UserTraces.Token> tokens = sql
                .query(
                        ALL,
                        "SELECT t.PASSKEY_ID, t.AUTHENTICATED_MS, t.EXPIRES_MS FROM PASSKEY_REFRESH_TOKEN t WHERE t.PASSKEY_ID IN"
                                + " (SELECT p.ID FROM PASSKEY p WHERE p.OWNER_HANDLE IN " + handles
                                + ") ORDER BY t.AUTHENTICATED_MS, t.ID",
                        person(name))
                .stream()
                .map(row -> new UserTraces.Token(
                        row.text(0), Instant.ofEpochMilli(row.number(1)), Instant.ofEpochMilli(row.number(2))))
                .toList();
        List<UserTraces.Mail> mails = sql
                .query(
                        ALL,
                        "SELECT m.KIND, m.HAPPENED_MS FROM PASSKEY_MAIL m WHERE m.USER_BASE = ? AND m.CALLER IN "
                                + Sql.list(spellings.length) + " ORDER BY m.HAPPENED_MS, m.ID",
                        with(users.id(), spellings))
                .stream()
                .map(row -> new UserTraces.Mail(row.text(0), Instant.ofEpochMilli(row.number(1))))
                .toList();
        return new UserTraces(codes, tokens, mails, new AuditStatements(sql).of(users.id(), spellings));
    }

    /** The name as it was given, and as it is stored. */
    private Object[] spellings(String name) {
        Set<Object> all = new LinkedHashSet<>(List.of(name));
        sql.query(ALL, "SELECT u.CALLER FROM PASSKEY_USER u WHERE u." + key + " = ? AND u.USER_BASE = ?", person(name))
                .forEach(row -> all.add(row.text(0)));
        passwordLogin(name).ifPresent(login -> all.add(login.caller()));
        return all.toArray();
    }

    /**
     * Asks a user again who did not want to be asked.
     *
     * @param name the user
     * @return false when the user is asked anyway
     */
    public boolean askAgain(String name) {
        return sql.change(
                        "UPDATE PASSKEY_OFFER SET DECLINED = ? WHERE CALLER_HASH = ? AND DECLINED = ?",
                        false,
                        userKey(name),
                        true)
                > 0;
    }

    /**
     * Disables or enables all passkeys of a user. Codes of a user whose passkeys are disabled are withdrawn: they would lead to another one.
     *
     * @param name the user
     * @param disabled what they become
     * @return how many were changed
     */
    public int disable(String name, boolean disabled) {
        if (disabled) {
            removeCodes(name);
        }
        int count = sql.change(
                "UPDATE PASSKEY SET DISABLED = ? WHERE DISABLED = ? AND OWNER_HANDLE IN " + handles,
                disabled,
                !disabled,
                userKey(name),
                users.id());
        if (disabled && count > 0) {
            sql.query(
                            ALL,
                            "SELECT u.HANDLE FROM PASSKEY_USER u WHERE u." + key + " = ? AND u.USER_BASE = ?",
                            person(name))
                    .forEach(owner -> revocations().revokeDisabled(owner.text(0)));
        }
        return count;
    }

    /**
     * Disables or enables one passkey.
     *
     * @param id its credential id, of a passkey that was found here
     * @param disabled what it becomes
     * @return false when it was that already
     */
    public boolean disable(CredentialId id, boolean disabled) {
        boolean changed = sql.change(
                        "UPDATE PASSKEY SET DISABLED = ? WHERE DISABLED = ? AND ID = ?",
                        disabled,
                        !disabled,
                        HashedKeys.of(id))
                > 0;
        if (disabled && changed) {
            revocations().revoke(List.of(HashedKeys.of(id)));
        }
        return changed;
    }

    /**
     * Removes one passkey.
     *
     * @param id its credential id, of a passkey that was found here
     * @return false when it is not there
     */
    public boolean remove(CredentialId id) {
        sql.change("DELETE FROM PASSKEY_REFRESH_TOKEN WHERE PASSKEY_ID = ?", HashedKeys.of(id));
        boolean removed = sql.change("DELETE FROM PASSKEY WHERE ID = ?", HashedKeys.of(id)) > 0;
        if (removed) {
            revocations().revoke(List.of(HashedKeys.of(id)));
        }
        return removed;
    }

    private RevocationStatements revocations() {
        return new RevocationStatements(sql);
    }

    /**
     * Removes all passkeys of a user, and nothing else.
     *
     * @param name the user
     * @return how many there were
     */
    public int removeAll(String name) {
        lock(name);
        sql.change(
                "DELETE FROM PASSKEY_REFRESH_TOKEN WHERE PASSKEY_ID IN"
                        + " (SELECT p.ID FROM PASSKEY p WHERE p.OWNER_HANDLE IN " + handles + ")",
                person(name));
        List<String> keys =
                sql.query(ALL, "SELECT p.ID FROM PASSKEY p WHERE p.OWNER_HANDLE IN " + handles, person(name)).stream()
                        .map(row -> row.text(0))
                        .toList();
        int removed = sql.change("DELETE FROM PASSKEY WHERE OWNER_HANDLE IN " + handles, person(name));
        revocations().revoke(keys);
        return removed;
    }

    /**
     * Forgets a user: passkeys, handle, enrollment record, groups of the password, codes, and mail that is not sent yet.
     *
     * @param name the user
     */
    public void forget(String name) {
        Object[] spellings = spellings(name);
        sql.change(
                "DELETE FROM PASSKEY_MAIL WHERE USER_BASE = ? AND CALLER IN " + Sql.list(spellings.length),
                with(users.id(), spellings));
        removeAll(name);
        sql.change("DELETE FROM PASSKEY_USER WHERE " + key + " = ? AND USER_BASE = ?", person(name));
        sql.change("DELETE FROM PASSKEY_PASSWORD_GROUP WHERE CALLER_HASH = ?", userKey(name));
        sql.change("DELETE FROM PASSKEY_PASSWORD_LOGIN WHERE CALLER_HASH = ?", userKey(name));
        sql.change("DELETE FROM PASSKEY_OFFER WHERE CALLER_HASH = ?", userKey(name));
        removeCodes(name);
    }

    /**
     * Finds the name that an account had before.
     *
     * @param name the name of the account now
     * @param accountKey the key of the account
     * @return the only other name whose passkeys are all for that account; empty where there is none or more than one, or where something is
     *     stored of the name that it has now
     */
    public Optional<String> formerName(String name, String accountKey) {
        if (isTaken(name)) {
            return Optional.empty();
        }
        List<Row> names = sql.query(
                2,
                "SELECT DISTINCT u.CALLER FROM PASSKEY_USER u JOIN PASSKEY p ON p.OWNER_HANDLE = u.HANDLE"
                        + " WHERE u.USER_BASE = ? AND u.PERSON_HASH IS NOT NULL AND p.ACCOUNT_HASH = ?",
                users.id(),
                accountKey);
        return names.size() == 1
                ? Optional.of(names.get(0).text(0)).filter(old -> isAllOf(old, accountKey))
                : Optional.empty();
    }

    private boolean isAllOf(String name, String accountKey) {
        return sql.query(
                        1,
                        "SELECT p.ID FROM PASSKEY p WHERE p.OWNER_HANDLE IN " + handles
                                + " AND (p.ACCOUNT_HASH IS NULL OR p.ACCOUNT_HASH <> ?)",
                        userKey(name),
                        users.id(),
                        accountKey)
                .isEmpty();
    }

    /**
     * Renames a user, with everything that is stored.
     *
     * @param name the name until now
     * @param newName the name from now on
     * @return false when nothing is stored of the old name
     * @throws IllegalArgumentException when the new name is blank or cannot be stored
     * @throws IllegalStateException when something is stored of the new name, unless it is another spelling of the old one, or there is more
     *     than one spelling of the old one
     */
    public boolean rename(String name, String newName) {
        if (newName.isBlank() || !Columns.holdName(newName)) {
            throw new IllegalArgumentException("not the name of a user");
        }
        if (!users.same(name, newName) && isTaken(newName)) {
            throw new IllegalStateException("\"" + newName + "\" is the name of another user");
        }
        int rows = lock(name);
        if (rows > 1) {
            throw new IllegalStateException("there are passkeys of several spellings of \"" + name + "\"");
        }
        List<Row> sealed = sealed(name);
        boolean asked = enrollment(name).isPresent();
        Optional<PasswordLogin> login = passwordLogin(name);
        sql.change(
                "UPDATE PASSKEY_USER SET CALLER = ?, LIST_KEY = ?, CALLER_HASH = ?, PERSON_HASH = ? WHERE " + key
                        + " = ? AND USER_BASE = ?",
                newName,
                ListKey.of(users, newName),
                HashedKeys.ofCaller(users, newName),
                HashedKeys.ofPerson(users, newName),
                userKey(name),
                users.id());
        sealed.forEach(row -> seal(row, asStored(row).of(newName)));
        sql.change("UPDATE PASSKEY_OFFER SET CALLER_HASH = ? WHERE CALLER_HASH = ?", userKey(newName), userKey(name));
        login.ifPresent(known -> move(known, name, newName));
        removeCodes(name);
        return rows > 0 || asked || login.isPresent();
    }

    /** Rows with a right seal. Others stay as they are: to rename a user does not make them ours. */
    private List<Row> sealed(String name) {
        return seals.isOn()
                ? sql.query(ALL, PASSKEYS + "u." + key + " = ? ORDER BY p.ID", users.id(), userKey(name)).stream()
                        .filter(row -> seals.isRight(users, asStored(row), row.text(SEAL)))
                        .toList()
                : List.of();
    }

    private void seal(Row row, Passkey passkey) {
        sql.change("UPDATE PASSKEY SET ROW_SEAL = ? WHERE ID = ?", seals.of(users, passkey), row.text(KEY));
    }

    /**
     * Seals the next rows: those without a seal, and those with one of a previous secret. Rows with a wrong seal stay as they are.
     *
     * @param after the key of the last row of the call before, or the empty text
     * @param most how many rows at most
     * @return what was done
     */
    public Sealing seal(String after, int most) {
        List<Row> rows = sql.query(most, PASSKEYS + "p.ID > ? ORDER BY p.ID", users.id(), after);
        int sealed = 0;
        int forged = 0;
        for (Row row : rows) {
            Passkey passkey = asStored(row);
            String seal = row.text(SEAL);
            if (seal.isEmpty() || seals.isRight(users, passkey, seal)) {
                if (!seal.equals(seals.of(users, passkey))) {
                    seal(row, passkey);
                    sealed++;
                }
            } else {
                forged++;
            }
        }
        return new Sealing(
                sealed,
                forged,
                rows.size() < most ? "" : rows.get(rows.size() - 1).text(KEY));
    }

    /**
     * Tells whether any passkey has a seal.
     *
     * @return false where the application has no row secret
     */
    public boolean isSealed() {
        return !sql.query(
                        1,
                        "SELECT p.ID FROM PASSKEY p JOIN PASSKEY_USER u ON u.HANDLE = p.OWNER_HANDLE"
                                + " WHERE u.USER_BASE = ? AND p.ROW_SEAL IS NOT NULL",
                        users.id())
                .isEmpty();
    }

    /**
     * Counts passkeys without a seal.
     *
     * @return how many there are in the user base
     */
    public long unsealed() {
        return sql.query(
                        1,
                        "SELECT COUNT(*) AS UNSEALED FROM PASSKEY p JOIN PASSKEY_USER u ON u.HANDLE = p.OWNER_HANDLE"
                                + " WHERE u.USER_BASE = ? AND u.PERSON_HASH IS NOT NULL AND p.ROW_SEAL IS NULL",
                        users.id())
                .get(0)
                .number(0);
    }

    /** The hash of a code has the user in it, so that it cannot follow to another name. */
    private void removeCodes(String name) {
        sql.change("DELETE FROM PASSKEY_CODE WHERE CALLER_HASH = ?", userKey(name));
    }

    /** The key of a group has that of its user in it. */
    private void move(PasswordLogin login, String name, String newName) {
        String newKey = userKey(newName);
        sql.change("DELETE FROM PASSKEY_PASSWORD_GROUP WHERE CALLER_HASH = ?", userKey(name));
        sql.change(
                "UPDATE PASSKEY_PASSWORD_LOGIN SET CALLER_HASH = ?, CALLER = ?, LIST_KEY = ?, USER_BASE = ? WHERE CALLER_HASH = ?",
                newKey,
                newName,
                ListKey.of(users, newName),
                users.id(),
                userKey(name));
        login.groups()
                .forEach(group -> sql.change(
                        "INSERT INTO PASSKEY_PASSWORD_GROUP (ID, CALLER_HASH, GROUP_NAME) VALUES (?, ?, ?)",
                        HashedKeys.ofGroup(newKey, group),
                        newKey,
                        group));
    }

    /** A name in any spelling is not given to another user, even where each spelling is a user. */
    private boolean isTaken(String name) {
        return !sql.query(
                                1,
                                "SELECT u.HANDLE FROM PASSKEY_USER u WHERE u.PERSON_HASH = ? AND u.USER_BASE = ?",
                                HashedKeys.ofPerson(users, name),
                                users.id())
                        .isEmpty()
                || passwordLogin(name).isPresent()
                || enrollment(name).isPresent()
                || hasCodes(name);
    }

    private boolean hasCodes(String name) {
        return !sql.query(1, "SELECT c.CODE_HASH FROM PASSKEY_CODE c WHERE c.CALLER_HASH = ?", userKey(name))
                .isEmpty();
    }

    /** Who changes a user holds the rows until the transaction ends, by a change that every database makes and that changes nothing. */
    private int lock(String name) {
        return sql.change(
                "UPDATE PASSKEY_USER SET CREATED_MS = CREATED_MS WHERE " + key + " = ? AND USER_BASE = ?",
                person(name));
    }

    private Object[] person(String name) {
        return new Object[] {userKey(name), users.id()};
    }

    private String userKey(String name) {
        return HashedKeys.ofUser(users, name);
    }

    private static Object[] with(Object first, Object... others) {
        List<Object> all = new ArrayList<>();
        all.add(first);
        all.addAll(List.of(others));
        return all.toArray();
    }
}
