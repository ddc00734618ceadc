// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential;

import static java.util.stream.Collectors.toUnmodifiableSet;

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
import org.jspecify.annotations.Nullable;

/**
 * The stored passkeys by JPA, within one transaction. What is added is sent to the database at once, to learn whether it was there.
 *
 * <p>After a fault the transaction is never committed, even where the work overlooks it: some databases would commit what was done before.
 */
final class JpaPasskeys implements Passkeys {

    /** Rows from before there were user bases have keys of another kind, and no base: neither alone is relied on. */
    private static final String OWN_USER =
            "SELECT u FROM PasskeyUserRow u WHERE u.callerHash = :hash AND u.userBase = :users";

    private final EntityManager entities;
    private final UserBase users;
    private DuplicateException.@Nullable Of lastAdded;
    private @Nullable RuntimeException fault;

    /** Who removes or adds must see what others left: MySQL and MariaDB show what was there when the transaction began, unless it is locked. */
    private boolean changing;

    JpaPasskeys(EntityManager entities, UserBase users) {
        this.entities = entities;
        this.users = users;
    }

    /** Ends the transaction after the work. */
    void finish(Runnable commit) {
        if (fault != null) {
            throw fault;
        }
        try {
            commit.run();
        } catch (RuntimeException e) {
            throw lastAdded != null && SqlFaults.isDuplicate(e)
                    ? new DuplicateException(lastAdded, e)
                    : SqlFaults.unavailable(e);
        }
    }

    /** Who sends an answer again is the usual case of a key that exists, which persistence providers would log as an error. */
    @Override
    public void spend(String ceremonyId, Instant expiresAt) {
        if (ask(() -> entities.find(SpentCeremonyRow.class, ceremonyId)) != null) {
            throw (DuplicateException)
                    failed(new DuplicateException(DuplicateException.Of.CEREMONY, new SQLException("a mark is there")));
        }
        insert(DuplicateException.Of.CEREMONY, new SpentCeremonyRow(ceremonyId, expiresAt));
    }

    /** A name is held by a mark that no ceremony can have, which goes the way of all marks in the end. */
    @Override
    public Optional<Instant> reserved(String caller) {
        return ask(() -> Optional.ofNullable(entities.find(SpentCeremonyRow.class, Keys.ofReservation(users, caller))))
                .map(SpentCeremonyRow::expiresAt);
    }

    @Override
    public void reserve(String caller, Instant until) {
        insert(DuplicateException.Of.USER, new SpentCeremonyRow(Keys.ofReservation(users, caller), until));
    }

    @Override
    public void release(String caller) {
        change(() -> entities.createQuery("DELETE FROM PasskeySpentCeremonyRow s WHERE s.id = :id")
                .setParameter("id", Keys.ofReservation(users, caller)));
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
                        .setParameter("hash", Keys.ofCaller(users, caller))
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

    @Override
    public List<Passkey> of(String caller) {
        return ask(() -> entities.createQuery(
                                "SELECT p FROM PasskeyRow p JOIN FETCH p.owner WHERE p.owner.callerHash = :hash"
                                        + " AND p.owner.userBase = :users ORDER BY p.createdMs, p.id",
                                PasskeyRow.class)
                        .setParameter("hash", Keys.ofCaller(users, caller))
                        .setParameter("users", users.id())
                        .setLockMode(changing ? LockModeType.PESSIMISTIC_WRITE : LockModeType.NONE)
                        .getResultList())
                .stream()
                .map(PasskeyRow::toPasskey)
                .toList();
    }

    @Override
    public List<Passkey> forAnother(String caller) {
        changing = true;
        return locked(caller).isPresent() ? of(caller) : List.of();
    }

    @Override
    public Optional<Passkey> find(CredentialId id) {
        return ask(() -> entities.createQuery(
                                "SELECT p FROM PasskeyRow p JOIN FETCH p.owner o"
                                        + " WHERE p.id = :id AND o.userBase = :users AND o.personHash IS NOT NULL",
                                PasskeyRow.class)
                        .setParameter("id", Keys.of(id))
                        .setParameter("users", users.id())
                        .getResultList())
                .stream()
                .findFirst()
                .map(PasskeyRow::toPasskey)
                .filter(passkey -> passkey.id().equals(id));
    }

    @Override
    public boolean isAnywhere(CredentialId id) {
        return ask(() -> entities.find(PasskeyRow.class, Keys.of(id))) != null;
    }

    @Override
    public void add(Passkey passkey) {
        UserRow owner = ask(() -> entities.getReference(UserRow.class, Keys.of(passkey.owner())));
        insert(DuplicateException.Of.PASSKEY, PasskeyRow.of(passkey, owner));
    }

    @Override
    public boolean recordUse(UserHandle owner, CredentialId id, Use use) {
        return change(() -> grown(owner, id, use)) > 0
                || (use.evenIfCountFell() && change(() -> use("", "", owner, id, use)) > 0);
    }

    /** The counter has grown, or the authenticator counts nothing. */
    private Query grown(UserHandle owner, CredentialId id, Use use) {
        return use.signatureCount() == 0
                ? use("", " AND p.signatureCount = 0", owner, id, use)
                : use("p.signatureCount = :count, ", " AND p.signatureCount < :count", owner, id, use)
                        .setParameter("count", use.signatureCount());
    }

    /**
     * What every use leaves behind, and the counter where it has grown; in one statement, so that nothing comes in between. Truth is given
     * as parameters, because providers write the literals as numbers for some databases.
     */
    private Query use(String set, String where, UserHandle owner, CredentialId id, Use use) {
        String verified = use.userVerified() ? "p.userVerified = :verified, " : "";
        Query update = entities.createQuery("UPDATE PasskeyRow p SET " + set + verified
                        + "p.backedUp = :backedUp, p.lastUsedMs = :at"
                        + " WHERE p.id = :id AND p.owner.handle = :owner AND p.disabled = :disabled" + where)
                .setParameter("backedUp", use.backedUp())
                .setParameter("at", use.at().toEpochMilli())
                .setParameter("id", Keys.of(id))
                .setParameter("owner", Keys.of(owner))
                .setParameter("disabled", false);
        return use.userVerified() ? update.setParameter("verified", true) : update;
    }

    @Override
    public boolean rename(String caller, CredentialId id, String label) {
        return user(caller)
                .map(owner -> change(() -> entities.createQuery(
                                "UPDATE PasskeyRow p SET p.label = :label WHERE p.id = :id AND p.owner.handle = :owner")
                        .setParameter("label", label)
                        .setParameter("id", Keys.of(id))
                        .setParameter("owner", Keys.of(owner.handle()))))
                .filter(count -> count > 0)
                .isPresent();
    }

    @Override
    public boolean remove(String caller, CredentialId id) {
        changing = true;
        return locked(caller)
                .map(owner -> change(() -> entities.createQuery(
                                "DELETE FROM PasskeyRow p WHERE p.id = :id AND p.owner.handle = :owner")
                        .setParameter("id", Keys.of(id))
                        .setParameter("owner", Keys.of(owner.handle()))))
                .filter(count -> count > 0)
                .isPresent();
    }

    /** Who removes or adds holds the owner until the transaction ends, so that of two at once the second sees what the first left. */
    private Optional<PasskeyUser> locked(String caller) {
        return ask(() -> entities.createQuery(OWN_USER, UserRow.class)
                        .setParameter("hash", Keys.ofCaller(users, caller))
                        .setParameter("users", users.id())
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList())
                .stream()
                .findFirst()
                .map(UserRow::toUser);
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
    public Optional<Offer> offer(String caller) {
        return offerRow(caller).map(row -> row.toOffer(caller));
    }

    @Override
    public void keepOffer(Offer offer) {
        Optional<OfferRow> row = offerRow(offer.caller());
        if (row.isEmpty()) {
            insert(DuplicateException.Of.OFFER, OfferRow.of(users, offer));
            return;
        }
        row.get().take(offer);
        ask(() -> {
            entities.flush();
            return offer;
        });
    }

    private Optional<OfferRow> offerRow(String caller) {
        return ask(() -> Optional.ofNullable(entities.find(OfferRow.class, Keys.ofCaller(users, caller))));
    }

    @Override
    public Optional<PasswordLogin> passwordLogin(String caller) {
        return login(caller, LockModeType.NONE).map(row -> row.toLogin(groups(caller)));
    }

    /**
     * Who writes holds the caller until the transaction ends, so that what two nodes write at once is never mixed. A row that is not there is
     * not locked: MySQL and MariaDB would lock its place for both of two who insert it, and then for ever.
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
        return entities.createQuery(query).setParameter("hash", Keys.ofCaller(users, caller));
    }

    private Optional<PasswordLoginRow> login(String caller, LockModeType lock) {
        return ask(() -> entities.createQuery(
                                "SELECT l FROM PasskeyPasswordLoginRow l WHERE l.callerHash = :hash",
                                PasswordLoginRow.class)
                        .setParameter("hash", Keys.ofCaller(users, caller))
                        .setLockMode(lock)
                        .getResultList())
                .stream()
                .findFirst();
    }

    private Set<String> groups(String caller) {
        return ask(() -> entities.createQuery(
                                "SELECT g FROM PasskeyPasswordGroupRow g WHERE g.callerHash = :hash",
                                PasswordGroupRow.class)
                        .setParameter("hash", Keys.ofCaller(users, caller))
                        .getResultList())
                .stream()
                .map(PasswordGroupRow::group)
                .collect(toUnmodifiableSet());
    }

    private void insert(DuplicateException.Of of, Object row) {
        lastAdded = of;
        try {
            entities.persist(row);
            entities.flush();
        } catch (RuntimeException e) {
            throw failed(SqlFaults.isDuplicate(e) ? new DuplicateException(of, e) : SqlFaults.unavailable(e));
        }
    }

    /** Changes rows in the database, and forgets what was read of them before. */
    private int change(Supplier<Query> query) {
        return ask(() -> {
            int count = query.get().executeUpdate();
            entities.clear();
            return count;
        });
    }

    private <T> T ask(Supplier<T> question) {
        try {
            return SqlFaults.ask(question);
        } catch (StoreUnavailableException e) {
            throw failed(e);
        }
    }

    private RuntimeException failed(RuntimeException now) {
        fault = now;
        return now;
    }
}
