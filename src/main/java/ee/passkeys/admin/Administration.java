// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.admin;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.api.PasskeyEvent.Administered.Act;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.sql.ListedUser;
import ee.passkeys.credential.sql.RequiredUsers;
import ee.passkeys.credential.sql.RowSeals;
import ee.passkeys.credential.sql.Sealing;
import ee.passkeys.credential.sql.Sql;
import ee.passkeys.credential.sql.UserFilter;
import ee.passkeys.credential.sql.UserStatements;
import ee.passkeys.credential.sql.UserTraces;
import ee.passkeys.event.Events;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserBase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Acts of operators on the users of one user base. Each changing act is told with the name of the operator, after it is stored; a face has
 * to make sure beforehand that its caller is one. Every method throws {@link ee.passkeys.credential.StoreUnavailableException} when the
 * database fails.
 */
public final class Administration {

    private static final int BATCH = 500;

    private final AdminDatabase database;
    private final UserBase users;
    private final Events events;
    private final Clock clock;
    private final RowSeals seals;
    private final Supplier<Optional<RequiredUsers>> required;

    /**
     * Takes the database.
     *
     * @param database where the passkeys are
     * @param users the user base
     * @param events where acts are told
     * @param clock the time
     * @param seals tells the rows that we wrote from others
     * @param required users who are required to have a passkey now, empty where no user is
     */
    public Administration(
            AdminDatabase database,
            UserBase users,
            Events events,
            Clock clock,
            RowSeals seals,
            Supplier<Optional<RequiredUsers>> required) {
        this.required = required;
        this.seals = seals;
        this.database = database;
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Lists users.
     *
     * @param filter which
     * @return a page of them
     * @throws ProblemException {@code malformed-request} for a cursor that is none
     */
    public List<ListedUser> list(UserFilter filter) throws ProblemException {
        try {
            return database.transact(sql -> of(sql).list(filter, required.get()));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "not a cursor", e);
        }
    }

    /**
     * Returns what is kept of a user.
     *
     * @param name the user
     * @return all of it
     * @throws ProblemException {@code no-such-user}
     */
    public KeptUser user(String name) throws ProblemException {
        return database.transact(sql -> kept(sql, name));
    }

    private KeptUser kept(Sql sql, String name) throws ProblemException {
        UserStatements stored = known(sql, name);
        return new KeptUser(name, stored.passkeys(name), stored.passwordLogin(name), stored.enrollment(name));
    }

    /**
     * Everything that is kept of a user.
     *
     * @param user what operators see
     * @param traces what else there is
     */
    public record Export(KeptUser user, UserTraces traces) {}

    /**
     * Returns what is kept of a user for the user to have, and tells that it was handed out.
     *
     * @param operator who does it
     * @param name the user
     * @return all of it
     * @throws ProblemException {@code no-such-user}
     */
    public Export export(String operator, String name) throws ProblemException {
        return act(
                sql -> new Export(kept(sql, name), known(sql, name).traces(name)),
                operator,
                kept -> List.of(told(operator, Act.EXPORT, name)));
    }

    /**
     * Disables all passkeys of a user.
     *
     * @param operator who does it
     * @param name the user
     * @return how many were enabled before
     * @throws ProblemException {@code no-such-user}
     */
    public int disable(String operator, String name) throws ProblemException {
        return act(
                sql -> known(sql, name).disable(name, true),
                operator,
                count -> Stream.concat(Stream.of(told(operator, Act.DISABLE, name)), disabled(name, count))
                        .toList());
    }

    /**
     * Enables all passkeys of a user.
     *
     * @param operator who does it
     * @param name the user
     * @return how many were disabled before
     * @throws ProblemException {@code no-such-user}
     */
    public int enable(String operator, String name) throws ProblemException {
        return act(
                sql -> known(sql, name).disable(name, false),
                operator,
                count -> List.of(told(operator, Act.ENABLE, name)));
    }

    /**
     * Disables a passkey.
     *
     * @param operator who does it
     * @param id its credential id
     * @return the passkey as it was
     * @throws ProblemException {@code no-such-passkey}
     */
    public Passkey disable(String operator, CredentialId id) throws ProblemException {
        return change(
                id,
                stored -> stored.disable(id, true),
                operator,
                passkey -> Stream.concat(
                                Stream.of(told(operator, Act.DISABLE, passkey.caller())),
                                disabled(passkey.caller(), passkey.disabled() ? 0 : 1))
                        .toList());
    }

    /**
     * Enables a passkey.
     *
     * @param operator who does it
     * @param id its credential id
     * @return the passkey as it was
     * @throws ProblemException {@code no-such-passkey}
     */
    public Passkey enable(String operator, CredentialId id) throws ProblemException {
        return change(
                id,
                stored -> stored.disable(id, false),
                operator,
                passkey -> List.of(told(operator, Act.ENABLE, passkey.caller())));
    }

    /**
     * Removes a passkey.
     *
     * @param operator who does it
     * @param id its credential id
     * @return the passkey as it was
     * @throws ProblemException {@code no-such-passkey}
     */
    public Passkey revoke(String operator, CredentialId id) throws ProblemException {
        return change(
                id,
                stored -> stored.remove(id),
                operator,
                passkey -> removed(operator, Act.REVOKE, passkey.caller(), List.of(passkey)));
    }

    /**
     * Removes all passkeys of a user.
     *
     * @param operator who does it
     * @param name the user
     * @return how many there were
     * @throws ProblemException {@code no-such-user}
     */
    public int revokeAll(String operator, String name) throws ProblemException {
        return remove(operator, Act.REVOKE, name, stored -> stored.removeAll(name));
    }

    /**
     * Forgets a user, whose account is gone or who asks for it: passkeys, and whatever else is kept of the name.
     *
     * @param operator who does it
     * @param name the user
     * @return how many passkeys were removed
     * @throws ProblemException {@code no-such-user}
     */
    public int forget(String operator, String name) throws ProblemException {
        return remove(operator, Act.FORGET, name, stored -> stored.forget(name));
    }

    /**
     * Has everything that is kept of a user follow to a new name.
     *
     * @param operator who does it
     * @param name the user
     * @param newName the name from now on
     * @throws ProblemException {@code no-such-user}, or {@code name-taken} when something is kept of the new name, or passkeys were made
     *     under several spellings of the old one
     */
    public void rename(String operator, String name, String newName) throws ProblemException {
        act(
                sql -> {
                    try {
                        return known(sql, name).rename(name, newName);
                    } catch (IllegalArgumentException e) {
                        throw new ProblemException(ProblemCode.MALFORMED_REQUEST, String.valueOf(e.getMessage()), e);
                    } catch (IllegalStateException e) {
                        throw new ProblemException(ProblemCode.NAME_TAKEN, String.valueOf(e.getMessage()), e);
                    }
                },
                operator,
                renamed -> List.of(
                        told(operator, Act.RENAME, name),
                        new PasskeyEvent.UserRenamed(clock.instant(), name, newName)));
    }

    /**
     * Has a user asked again who chose "Don't ask again".
     *
     * @param operator who does it
     * @param name the user
     * @return false when the user is asked anyway
     * @throws ProblemException {@code no-such-user}
     */
    public boolean askAgain(String operator, String name) throws ProblemException {
        return act(
                sql -> known(sql, name).askAgain(name),
                operator,
                changed -> List.of(told(operator, Act.ASK_AGAIN, name)));
    }

    /**
     * Seals the rows of all passkeys that have no seal, or one of a previous secret, as they are. Rows with a wrong seal stay as they are.
     *
     * @param operator who does it
     * @return how many rows were sealed, and how many have a wrong seal
     * @throws ProblemException never
     */
    public Sealing seal(String operator) throws ProblemException {
        act(sql -> "", operator, started -> List.of(told(operator, Act.SEAL, "")));
        Sealing all = new Sealing(0, 0, "");
        do {
            String after = all.next();
            Sealing batch = database.transact(sql -> of(sql).seal(after, BATCH));
            all = new Sealing(all.sealed() + batch.sealed(), all.forged() + batch.forged(), batch.next());
        } while (!all.next().isEmpty());
        return all;
    }

    private Passkey change(
            CredentialId id,
            Consumer<UserStatements> change,
            String operator,
            Function<Passkey, List<PasskeyEvent>> told)
            throws ProblemException {
        return act(
                sql -> {
                    UserStatements stored = of(sql);
                    Passkey passkey = stored.passkey(id)
                            .orElseThrow(() ->
                                    new ProblemException(ProblemCode.NO_SUCH_PASSKEY, "no user has that passkey"));
                    change.accept(stored);
                    return passkey;
                },
                operator,
                told);
    }

    private int remove(String operator, Act act, String name, Consumer<UserStatements> change) throws ProblemException {
        return act(
                        sql -> {
                            UserStatements stored = known(sql, name);
                            List<Passkey> all = stored.passkeys(name);
                            change.accept(stored);
                            return all;
                        },
                        operator,
                        passkeys -> removed(operator, act, name, passkeys))
                .size();
    }

    /** Does it, with what is recorded of it, and tells it then. */
    private <T> T act(AdminDatabase.Work<T> work, String operator, Function<T, List<PasskeyEvent>> told)
            throws ProblemException {
        List<PasskeyEvent> said = new ArrayList<>();
        T result = database.transact(
                work,
                done -> {
                    said.addAll(told.apply(done));
                    return said;
                },
                operator);
        said.forEach(events::send);
        return result;
    }

    private UserStatements known(Sql sql, String name) throws ProblemException {
        UserStatements stored = of(sql);
        if (!stored.isKnown(name)) {
            throw new ProblemException(ProblemCode.NO_SUCH_USER, "nothing is kept of " + name);
        }
        return stored;
    }

    private UserStatements of(Sql sql) {
        return new UserStatements(sql, users, seals);
    }

    private PasskeyEvent told(String operator, Act act, String name) {
        return new PasskeyEvent.Administered(clock.instant(), operator, act, name);
    }

    private Stream<PasskeyEvent> disabled(String name, int count) {
        return count == 0
                ? Stream.empty()
                : Stream.of(
                        new PasskeyEvent.Disabled(clock.instant(), name, count, PasskeyEvent.Disabled.Reason.OPERATOR));
    }

    private List<PasskeyEvent> removed(String operator, Act act, String name, List<Passkey> passkeys) {
        return Stream.concat(
                        Stream.of(told(operator, act, name)),
                        passkeys.stream()
                                .map(passkey ->
                                        new PasskeyEvent.Removed(clock.instant(), passkey.caller(), passkey.id())))
                .toList();
    }
}
