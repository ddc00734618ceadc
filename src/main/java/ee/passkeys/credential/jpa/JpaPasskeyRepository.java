// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import static java.util.stream.Collectors.toUnmodifiableSet;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.credential.DuplicateException;
import ee.passkeys.credential.EnrollmentRecord;
import ee.passkeys.credential.Journal;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyDescriptor;
import ee.passkeys.credential.PasskeyRepository;
import ee.passkeys.credential.PasskeyUsage;
import ee.passkeys.credential.PasskeyUser;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.credential.Secret;
import ee.passkeys.credential.SqlErrors;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.TokenRepository;
import ee.passkeys.credential.sql.HashedKeys;
import ee.passkeys.credential.sql.RevocationStatements;
import ee.passkeys.credential.sql.Sql;
import ee.passkeys.credential.sql.UserStatements;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserBase;
import ee.passkeys.value.UserHandle;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Repository of passkeys on Jakarta Persistence, within one transaction. What is added is sent to the database at once, to learn whether it
 * was there.
 *
 * <p>After a fault the transaction is never committed, even where the work overlooks it: some databases would commit what was done before.
 */
final class JpaPasskeyRepository implements PasskeyRepository, JpaTokenRepository.Transaction {

    /** Rows from before there were user bases have keys of another kind, and no base: neither alone is relied on. */
    private static final String OWN_USER =
            "SELECT u FROM PasskeyUserRow u WHERE u.callerHash = :hash AND u.userBase = :users";

    private final EntityManager entities;
    private final View view;
    private final UserBase users;
    private final Journal.Entries entries;
    private DuplicateException.@Nullable Of lastAdded;
    private @Nullable RuntimeException fault;

    /**
     * Who removes or adds must see what others left: MySQL and MariaDB show what was there when the transaction began, unless it is locked.
     */
    private boolean changing;

    JpaPasskeyRepository(EntityManager entities, View view, Journal.Entries entries) {
        this.entities = entities;
        this.view = view;
        this.users = view.users();
        this.entries = entries;
    }

    /** Ends the transaction after the work. */
    void finish(Runnable commit) {
        if (fault != null) {
            throw fault;
        }
        try {
            entries.committing();
            commit.run();
            entries.committed();
        } catch (RuntimeException e) {
            throw lastAdded != null && SqlErrors.isDuplicate(e)
                    ? new DuplicateException(lastAdded, e)
                    : SqlErrors.unavailable(e);
        }
    }

    /** Who sends an answer again is the usual case of a key that exists, which persistence providers would log as an error. */
    @Override
    public void spend(String ceremonyId, Instant expiresAt) {
        if (ask(() -> entities.find(SpentCeremonyRow.class, ceremonyId)) != null) {
            throw failed(spent());
        }
        spendUnused(ceremonyId, expiresAt);
    }

    @Override
    public void spendUnused(String ceremonyId, Instant expiresAt) {
        lastAdded = DuplicateException.Of.CEREMONY;
        try {
            LoginSql.spend(entities, ceremonyId, expiresAt).executeUpdate();
        } catch (RuntimeException e) {
            throw added(DuplicateException.Of.CEREMONY, e);
        }
    }

    private static DuplicateException spent() {
        return new DuplicateException(DuplicateException.Of.CEREMONY, new SQLException("a mark is there"));
    }

    /** A name is held by a mark that no ceremony can have, which goes the way of all marks in the end. */
    @Override
    public Optional<Instant> reserved(String caller) {
        return ask(() -> Optional.ofNullable(
                        entities.find(SpentCeremonyRow.class, HashedKeys.ofReservation(users, caller))))
                .map(SpentCeremonyRow::expiresAt);
    }

    @Override
    public void reserve(String caller, Instant until) {
        insert(DuplicateException.Of.USER, new SpentCeremonyRow(HashedKeys.ofReservation(users, caller), until));
    }

    @Override
    public void release(String caller) {
        change(() -> entities.createQuery("DELETE FROM PasskeySpentCeremonyRow s WHERE s.id = :id")
                .setParameter("id", HashedKeys.ofReservation(users, caller)));
    }

    @Override
    public int forgetSpent(Instant now, int most) {
        List<String> expired = ask(() -> entities.createQuery(
                        "SELECT s.id FROM PasskeySpentCeremonyRow s WHERE s.expiresMs < :now", String.class)
                .setParameter("now", now.toEpochMilli())
                .setMaxResults(most)
                .getResultList());
        return expired.isEmpty()
                ? 0
                : change(() -> entities.createQuery("DELETE FROM PasskeySpentCeremonyRow s WHERE s.id IN :ids")
                        .setParameter("ids", expired));
    }

    @Override
    public Optional<PasskeyUser> user(String caller) {
        return ask(() -> entities.createQuery(OWN_USER, UserRow.class)
                        .setParameter("hash", HashedKeys.ofCaller(users, caller))
                        .setParameter("users", users.id())
                        .getResultList())
                .stream()
                .findFirst()
                .map(UserRow::toUser);
    }

    @Override
    public void addUser(PasskeyUser user) {
        insert(DuplicateException.Of.USER, UserRow.of(users, user));
    }

    /** A user who is spelled in several ways has a row, and a handle, for each; all of them are one where the base takes them for one. */
    private String person(String alias) {
        return alias + (users.exact() ? ".callerHash" : ".personHash") + " = :hash AND " + alias + ".userBase = :users";
    }

    private String keyOf(String caller) {
        return HashedKeys.ofUser(users, caller);
    }

    @Override
    public List<Passkey> of(String caller) {
        return ask(() -> entities.createQuery(
                                "SELECT p FROM PasskeyRow p JOIN FETCH p.owner WHERE " + person("p.owner")
                                        + " ORDER BY p.createdMs, p.id",
                                PasskeyRow.class)
                        .setParameter("hash", keyOf(caller))
                        .setParameter("users", users.id())
                        .setLockMode(changing ? LockModeType.PESSIMISTIC_WRITE : LockModeType.NONE)
                        .getResultList())
                .stream()
                .map(view::passkey)
                .toList();
    }

    @Override
    public List<PasskeyDescriptor> describe(String caller, String rpId) {
        return ask(() -> entities.createQuery(
                                "SELECT p.credentialId, p.transports FROM PasskeyRow p WHERE " + person("p.owner")
                                        + " AND p.rpId = :rpId AND p.disabled = :disabled ORDER BY p.createdMs, p.id",
                                Object[].class)
                        .setParameter("hash", keyOf(caller))
                        .setParameter("users", users.id())
                        .setParameter("rpId", rpId)
                        .setParameter("disabled", false)
                        .getResultList())
                .stream()
                .map(row -> new PasskeyDescriptor(
                        new CredentialId((String) row[0]), PasskeyRow.transports((@Nullable String) row[1])))
                .toList();
    }

    @Override
    public List<Passkey> forAnother(String caller) {
        changing = true;
        return lock(caller).isEmpty() ? List.of() : of(caller);
    }

    @Override
    public boolean isKnown(String name) {
        boolean user = !ask(() -> entities.createQuery(
                                "SELECT u.handle FROM PasskeyUserRow u WHERE u.personHash = :hash AND u.userBase = :users",
                                String.class)
                        .setParameter("hash", HashedKeys.ofPerson(users, name))
                        .setParameter("users", users.id())
                        .setMaxResults(1)
                        .getResultList())
                .isEmpty();
        return user || new UserStatements(sql(), users, view.seals()).isKnown(name);
    }

    @Override
    public Optional<Passkey> find(CredentialId id) {
        return ask(() -> entities.createQuery(
                                "SELECT p FROM PasskeyRow p JOIN FETCH p.owner o"
                                        + " WHERE p.id = :id AND o.userBase = :users AND o.personHash IS NOT NULL",
                                PasskeyRow.class)
                        .setParameter("id", HashedKeys.of(id))
                        .setParameter("users", users.id())
                        .getResultList())
                .stream()
                .findFirst()
                .map(view::passkey)
                .filter(passkey -> passkey.id().equals(id));
    }

    @Override
    public Optional<Passkey> findUnused(CredentialId id, String ceremonyId) {
        List<Object[]> rows = ask(() -> entities.createQuery(
                        "SELECT p, s.id FROM PasskeyRow p JOIN FETCH p.owner o"
                                + " LEFT JOIN PasskeySpentCeremonyRow s ON s.id = :ceremony"
                                + " WHERE p.id = :id AND o.userBase = :users AND o.personHash IS NOT NULL",
                        Object[].class)
                .setParameter("ceremony", ceremonyId)
                .setParameter("id", HashedKeys.of(id))
                .setParameter("users", users.id())
                .getResultList());
        if (rows.stream().anyMatch(row -> row[1] != null)) {
            throw failed(spent());
        }
        return rows.stream()
                .findFirst()
                .map(row -> view.passkey((PasskeyRow) row[0]))
                .filter(passkey -> passkey.id().equals(id));
    }

    @Override
    public boolean isAnywhere(CredentialId id) {
        return ask(() -> entities.find(PasskeyRow.class, HashedKeys.of(id))) != null;
    }

    @Override
    public void add(Passkey passkey) {
        UserRow owner = ask(() -> entities.getReference(UserRow.class, HashedKeys.of(passkey.owner())));
        insert(
                DuplicateException.Of.PASSKEY,
                PasskeyRow.of(passkey, owner, view.seals().of(users, passkey)));
    }

    @Override
    public boolean recordUse(UserHandle owner, CredentialId id, PasskeyUsage use) {
        return change(() -> LoginSql.useIfGrown(entities, owner, id, use)) > 0
                || (use.evenIfCountFell() && change(() -> LoginSql.useAnyway(entities, owner, id, use)) > 0);
    }

    @Override
    public void bind(UserHandle owner, CredentialId id, String account) {
        change(() -> entities.createQuery("UPDATE PasskeyRow p SET p.account = :account"
                        + " WHERE p.id = :id AND p.owner.handle = :owner AND p.account IS NULL")
                .setParameter("account", HashedKeys.ofAccount(account))
                .setParameter("id", HashedKeys.of(id))
                .setParameter("owner", HashedKeys.of(owner)));
    }

    @Override
    public boolean isBound(CredentialId id) {
        return !ask(() -> entities.createQuery(
                                "SELECT p.id FROM PasskeyRow p WHERE p.id = :id AND p.account IS NOT NULL",
                                String.class)
                        .setParameter("id", HashedKeys.of(id))
                        .getResultList())
                .isEmpty();
    }

    @Override
    public int disableOthers(String caller, String account) {
        return disable(
                caller,
                " AND p.account <> :account",
                query -> query.setParameter("account", HashedKeys.ofAccount(account)));
    }

    @Override
    public int disable(String caller) {
        return new UserStatements(sql(), users, view.seals()).disable(caller, true);
    }

    private int disable(String caller, String where, UnaryOperator<Query> parameters) {
        int count = 0;
        for (UserHandle owner : handles(caller)) {
            int changed =
                    change(() -> parameters.apply(entities.createQuery("UPDATE PasskeyRow p SET p.disabled = :disabled"
                                    + " WHERE p.owner.handle = :owner AND p.disabled = :enabled" + where)
                            .setParameter("disabled", true)
                            .setParameter("enabled", false)
                            .setParameter("owner", HashedKeys.of(owner))));
            if (changed > 0) {
                new RevocationStatements(sql()).revokeDisabled(HashedKeys.of(owner));
            }
            count += changed;
        }
        return count;
    }

    private List<UserHandle> handles(String caller) {
        return ask(() -> entities.createQuery("SELECT u FROM PasskeyUserRow u WHERE " + person("u"), UserRow.class)
                        .setParameter("hash", keyOf(caller))
                        .setParameter("users", users.id())
                        .getResultList())
                .stream()
                .map(UserRow::handle)
                .toList();
    }

    @Override
    public boolean rename(String caller, CredentialId id, String label) {
        return ownerOf(caller, id)
                .map(owner -> change(() -> entities.createQuery(
                                "UPDATE PasskeyRow p SET p.label = :label WHERE p.id = :id AND p.owner.handle = :owner")
                        .setParameter("label", label)
                        .setParameter("id", HashedKeys.of(id))
                        .setParameter("owner", HashedKeys.of(owner))))
                .filter(count -> count > 0)
                .isPresent();
    }

    @Override
    public boolean remove(String caller, CredentialId id) {
        changing = true;
        lock(caller);
        return ownerOf(caller, id)
                .map(owner -> removeOf(owner, id))
                .filter(count -> count > 0)
                .isPresent();
    }

    /** With the tokens that came from it. */
    private int removeOf(UserHandle owner, CredentialId id) {
        change(() -> entities.createQuery("DELETE FROM PasskeyRefreshTokenRow t WHERE t.passkeyId = :id")
                .setParameter("id", HashedKeys.of(id)));
        int removed = change(
                () -> entities.createQuery("DELETE FROM PasskeyRow p WHERE p.id = :id AND p.owner.handle = :owner")
                        .setParameter("id", HashedKeys.of(id))
                        .setParameter("owner", HashedKeys.of(owner)));
        if (removed > 0) {
            new RevocationStatements(sql()).revoke(List.of(HashedKeys.of(id)));
        }
        return removed;
    }

    private Optional<UserHandle> ownerOf(String caller, CredentialId id) {
        return of(caller).stream()
                .filter(passkey -> passkey.id().equals(id))
                .findFirst()
                .map(Passkey::owner);
    }

    /** Who removes or adds holds the owner until the transaction ends, so that of two at once the second sees what the first left. */
    private List<UserRow> lock(String caller) {
        return ask(() -> entities.createQuery(
                        "SELECT u FROM PasskeyUserRow u WHERE " + person("u") + " ORDER BY u.handle", UserRow.class)
                .setParameter("hash", keyOf(caller))
                .setParameter("users", users.id())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList());
    }

    @Override
    public void forget(String caller) {
        changing = true;
        new UserStatements(sql(), users, view.seals()).forget(caller);
    }

    @Override
    public Optional<String> formerName(String caller, String account) {
        return new UserStatements(sql(), users, view.seals()).formerName(caller, HashedKeys.ofAccount(account));
    }

    @Override
    public boolean renameUser(String caller, String newName) {
        return new UserStatements(sql(), users, view.seals()).rename(caller, newName);
    }

    @Override
    public Sql sql() {
        return new JpaSql(entities, this, view.limit());
    }

    @Override
    public List<Secret> secrets() {
        return ask(() -> entities.createQuery(
                                "SELECT s FROM PasskeySecretRow s ORDER BY s.createdMs DESC, s.id DESC",
                                SecretRow.class)
                        .getResultList())
                .stream()
                .map(SecretRow::toSecret)
                .toList();
    }

    @Override
    public void addSecret(Secret secret) {
        insert(DuplicateException.Of.SECRET, SecretRow.of(secret));
    }

    @Override
    public Optional<EnrollmentRecord> offer(String caller) {
        return offerRow(caller).map(row -> row.toOffer(caller));
    }

    @Override
    public void keepOffer(EnrollmentRecord offer) {
        Optional<EnrollmentRow> row = offerRow(offer.caller());
        if (row.isEmpty()) {
            insert(DuplicateException.Of.OFFER, EnrollmentRow.of(users, offer));
            return;
        }
        row.get().take(offer);
        ask(() -> {
            entities.flush();
            return offer;
        });
    }

    private Optional<EnrollmentRow> offerRow(String caller) {
        return ask(() -> Optional.ofNullable(entities.find(EnrollmentRow.class, keyOf(caller))));
    }

    @Override
    public Optional<PasswordLogin> passwordLogin(String caller) {
        List<Object[]> rows = ask(() -> entities.createQuery(
                        "SELECT l, g FROM PasskeyPasswordLoginRow l"
                                + " LEFT JOIN PasskeyPasswordGroupRow g ON g.callerHash = l.callerHash"
                                + " WHERE l.callerHash = :hash",
                        Object[].class)
                .setParameter("hash", keyOf(caller))
                .getResultList());
        Set<String> groups = rows.stream()
                .map(row -> row[1])
                .filter(PasswordGroupRow.class::isInstance)
                .map(group -> ((PasswordGroupRow) group).group())
                .collect(toUnmodifiableSet());
        return rows.stream().findFirst().map(row -> ((PasswordLoginRow) row[0]).toLogin(groups));
    }

    /**
     * Who writes holds the caller until the transaction ends, so that what two nodes write at once is never mixed. A row that is not there
     * is not locked: MySQL and MariaDB would lock its place for both of two who insert it, and then for ever.
     */
    @Override
    public void keep(PasswordLogin login) {
        if (login(login.caller(), LockModeType.NONE).isEmpty()) {
            insert(DuplicateException.Of.PASSWORD_LOGIN, PasswordLoginRow.of(users, login));
        } else {
            login(login.caller(), LockModeType.PESSIMISTIC_WRITE);
            change(() -> byCaller(
                            "UPDATE PasskeyPasswordLoginRow l SET l.recordedMs = :at WHERE l.callerHash = :hash",
                            login.caller())
                    .setParameter("at", login.at().toEpochMilli()));
            change(() -> byCaller("DELETE FROM PasskeyPasswordGroupRow g WHERE g.callerHash = :hash", login.caller()));
        }
        login.groups()
                .forEach(group -> insert(
                        DuplicateException.Of.PASSWORD_LOGIN, PasswordGroupRow.of(users, login.caller(), group)));
    }

    private Query byCaller(String query, String caller) {
        return entities.createQuery(query).setParameter("hash", keyOf(caller));
    }

    private Optional<PasswordLoginRow> login(String caller, LockModeType lock) {
        return ask(() -> entities.createQuery(
                                "SELECT l FROM PasskeyPasswordLoginRow l WHERE l.callerHash = :hash",
                                PasswordLoginRow.class)
                        .setParameter("hash", keyOf(caller))
                        .setLockMode(lock)
                        .getResultList())
                .stream()
                .findFirst();
    }

    @Override
    public Optional<Instant> switchedOff(String application) {
        return switchedOffRow(application).map(SwitchedOffRow::at);
    }

    @Override
    public void keepSwitchedOff(String application, Instant at) {
        Optional<SwitchedOffRow> row = switchedOffRow(application);
        if (row.isEmpty()) {
            insert(DuplicateException.Of.SWITCHED_OFF, SwitchedOffRow.of(application, at));
            return;
        }
        row.get().take(at);
        ask(() -> {
            entities.flush();
            return at;
        });
    }

    private Optional<SwitchedOffRow> switchedOffRow(String application) {
        return ask(
                () -> Optional.ofNullable(entities.find(SwitchedOffRow.class, HashedKeys.ofApplication(application))));
    }

    @Override
    public void record(PasskeyEvent event, String actor) {
        entries.add(sql(), event, actor);
    }

    @Override
    public TokenRepository tokens() {
        return new JpaTokenRepository(this, entities, view);
    }

    @Override
    public void insert(DuplicateException.Of of, Object row) {
        lastAdded = of;
        try {
            entities.persist(row);
            entities.flush();
        } catch (RuntimeException e) {
            throw added(of, e);
        }
    }

    /** What it means that a row cannot be added. */
    private RuntimeException added(DuplicateException.Of of, RuntimeException fault) {
        return failed(SqlErrors.isDuplicate(fault) ? new DuplicateException(of, fault) : SqlErrors.unavailable(fault));
    }

    /** Changes rows in the database, and forgets what was read of them before. */
    @Override
    public int change(Supplier<Query> query) {
        return ask(() -> {
            int count = query.get().executeUpdate();
            entities.clear();
            return count;
        });
    }

    @Override
    public <T> T ask(Supplier<T> question) {
        try {
            return SqlErrors.ask(question);
        } catch (StoreUnavailableException e) {
            throw failed(e);
        }
    }

    private RuntimeException failed(RuntimeException now) {
        fault = now;
        return now;
    }
}
