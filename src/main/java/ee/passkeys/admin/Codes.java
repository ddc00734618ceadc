// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

import ee.passkeys.api.AccountStatus;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.api.PasskeyEvent.Administered.Act;
import ee.passkeys.credential.Columns;
import ee.passkeys.credential.sql.CodeStatements;
import ee.passkeys.credential.sql.CodeStatements.Kind;
import ee.passkeys.credential.sql.CodeStatements.OpenCode;
import ee.passkeys.credential.sql.CodeStatements.UsableCode;
import ee.passkeys.credential.sql.Sql;
import ee.passkeys.event.Events;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.UserBase;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Codes with which a user who has no other way in creates a passkey, and does nothing else: enrollment codes of operators, and recovery codes
 * that users keep. A code is random, used once, stored as a hash, and, like a passkey, for an account and not for whoever has its name.
 */
public final class Codes {

    /** Without letters that look like others; 32 of them, so that each is 5 bits. */
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int ENROLLMENT_LETTERS = 26;
    private static final int RECOVERY_LETTERS = 20;
    private static final int RECOVERY_CODES = 10;
    private static final int GROUP = 5;

    /** Recovery codes are kept for years; what is used up or replaced is not. */
    private static final Duration RECOVERY_LIFETIME = Duration.ofDays(3650);

    private final AdminDatabase database;
    private final UserBase users;
    private final AccountStatus accounts;
    private final Events events;
    private final SecureRandom random;
    private final Clock clock;

    /**
     * Takes the database.
     *
     * @param database where the codes are
     * @param users the user base
     * @param accounts tells the account that has a name now from one that had it before
     * @param events where it is told what happened
     * @param random for codes
     * @param clock the time
     */
    public Codes(
            AdminDatabase database,
            UserBase users,
            AccountStatus accounts,
            Events events,
            SecureRandom random,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.accounts = accounts;
        this.events = events;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Code that was just issued, and is shown once.
     *
     * @param code the code
     * @param expiresAt until when it can be used
     * @param approvals how many more operators have to agree before
     */
    public record Issued(String code, Instant expiresAt, int approvals) {}

    /**
     * Issues an enrollment code, in place of any that the user has. Nothing needs to be kept of the user before: the application decides
     * whether the account is active when the passkey is made.
     *
     * @param operator who does it
     * @param name the user, as the passkey is to be made for
     * @param lifetime how long it can be used
     * @param operators how many operators have to agree, this one among them
     * @return the code
     * @throws ProblemException {@code malformed-request} for a name that cannot be a user
     */
    public Issued issue(String operator, String name, Duration lifetime, int operators) throws ProblemException {
        if (name.isBlank() || !Columns.holdName(name)) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "not the name of a user");
        }
        String code = code(ENROLLMENT_LETTERS);
        Optional<String> account = accounts.accountId(name);
        Instant now = clock.instant();
        OpenCode open = new OpenCode(Kind.ENROLLMENT, name, operator, now, now.plus(lifetime), operators - 1);
        act(
                sql -> {
                    CodeStatements stored = of(sql);
                    stored.removeExpired(now);
                    stored.remove(name, Kind.ENROLLMENT);
                    stored.add(open, code, account);
                    return open;
                },
                told(operator, Act.ISSUE_CODE, name));
        return new Issued(shown(code), open.expiresAt(), open.approvals());
    }

    /**
     * Approves the enrollment code that another operator issued.
     *
     * @param operator who does it
     * @param name the user
     * @throws ProblemException {@code no-such-code} when no code waits for approval, {@code passkey-not-allowed} for the operator who issued
     *     it
     */
    public void approve(String operator, String name) throws ProblemException {
        act(
                sql -> {
                    CodeStatements stored = of(sql);
                    OpenCode open = stored.open(name, Kind.ENROLLMENT, clock.instant()).stream()
                            .filter(code -> code.approvals() > 0)
                            .findFirst()
                            .orElseThrow(() -> none(name));
                    if (users.same(open.issuedBy(), operator)) {
                        throw new ProblemException(
                                ProblemCode.PASSKEY_NOT_ALLOWED,
                                operator + " issued the code and cannot approve it, too");
                    }
                    if (!stored.approve(open)) {
                        throw none(name);
                    }
                    return open;
                },
                told(operator, Act.APPROVE_CODE, name));
    }

    /**
     * Withdraws the enrollment code of a user.
     *
     * @param operator who does it
     * @param name the user
     * @throws ProblemException {@code no-such-code}
     */
    public void withdraw(String operator, String name) throws ProblemException {
        act(
                sql -> {
                    if (of(sql).remove(name, Kind.ENROLLMENT) == 0) {
                        throw none(name);
                    }
                    return name;
                },
                told(operator, Act.WITHDRAW_CODE, name));
    }

    /**
     * The enrollment code of a user that was not used yet.
     *
     * @param name the user
     * @return what is known of it, which is not the code
     * @throws ProblemException never
     */
    public Optional<OpenCode> enrollment(String name) throws ProblemException {
        return database.transact(sql -> of(sql).open(name, Kind.ENROLLMENT, clock.instant())).stream()
                .findFirst();
    }

    /**
     * The enrollment codes of all users that were not used yet.
     *
     * @return what is known of them, which is not the codes
     * @throws ProblemException never
     */
    public List<OpenCode> enrollments() throws ProblemException {
        return database.transact(sql -> of(sql).open(Kind.ENROLLMENT, clock.instant()));
    }

    /**
     * Makes recovery codes for a user, in place of any that the user has.
     *
     * @param name the user, as passkeys are to be made for
     * @return ten codes, to be shown once
     * @throws ProblemException never
     */
    public List<String> recoveryCodes(String name) throws ProblemException {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            codes.add(code(RECOVERY_LETTERS));
        }
        Optional<String> account = accounts.accountId(name);
        Instant now = clock.instant();
        OpenCode open = new OpenCode(Kind.RECOVERY, name, name, now, now.plus(RECOVERY_LIFETIME), 0);
        act(
                sql -> {
                    CodeStatements stored = of(sql);
                    stored.remove(name, Kind.RECOVERY);
                    codes.forEach(code -> stored.add(open, code, account));
                    return codes;
                },
                new PasskeyEvent.RecoveryCodesIssued(now, name));
        return codes.stream().map(Codes::shown).toList();
    }

    /**
     * How many recovery codes a user has left.
     *
     * @param name the user
     * @return their number
     * @throws ProblemException never
     */
    public int recoveryCodesLeft(String name) throws ProblemException {
        return database.transact(sql -> of(sql).open(name, Kind.RECOVERY, clock.instant()))
                .size();
    }

    /**
     * Uses a code up.
     *
     * @param name the user
     * @param code as it was shown; letter case, spaces and hyphens do not count
     * @return the name that a passkey may be made for
     * @throws ProblemException {@code authentication-failed}, whatever is wrong
     */
    public String use(String name, String code) throws ProblemException {
        Instant now = clock.instant();
        String plain = code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        Optional<String> caller =
                plain.isEmpty() || !Columns.holdName(name) ? Optional.empty() : useNow(name, plain, now);
        if (caller.isEmpty()) {
            String detail = "no such code of " + name;
            events.send(new PasskeyEvent.Refused(now, "recovery", ProblemCode.AUTHENTICATION_FAILED.code(), detail));
            throw new ProblemException(ProblemCode.AUTHENTICATION_FAILED, detail);
        }
        events.send(new PasskeyEvent.CodeUsed(now, caller.get()));
        return caller.get();
    }

    /** No connection is held while it is asked whose account it is, and that is asked for a code that is one only. */
    private Optional<String> useNow(String name, String code, Instant now) throws ProblemException {
        Optional<String> caller = database.transact(sql -> of(sql).usable(name, code, now))
                .filter(usable -> usable.isFor(accounts.accountId(usable.name())))
                .map(UsableCode::name);
        boolean used = caller.isPresent()
                && database.transact(
                        sql -> of(sql).use(name, code, now),
                        done -> done ? List.of(new PasskeyEvent.CodeUsed(now, caller.get())) : List.of(),
                        "");
        return used ? caller : Optional.empty();
    }

    private CodeStatements of(Sql sql) {
        return new CodeStatements(sql, users);
    }

    private <T> void act(AdminDatabase.Work<T> work, PasskeyEvent event) throws ProblemException {
        String actor = event instanceof PasskeyEvent.Administered administered ? administered.operator() : "";
        database.transact(work, done -> List.of(event), actor);
        events.send(event);
    }

    private PasskeyEvent told(String operator, Act act, String name) {
        return new PasskeyEvent.Administered(clock.instant(), operator, act, name);
    }

    private static ProblemException none(String name) {
        return new ProblemException(ProblemCode.NO_SUCH_CODE, name + " has no such code");
    }

    private String code(int letters) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    /** In groups, which people can read to each other. */
    private static String shown(String code) {
        return code.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
    }
}
