// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.credential.jpa;

import ee.passkeys.credential.DuplicateException;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.TokenFamily;
import ee.passkeys.credential.TokenKey;
import ee.passkeys.credential.TokenRepository;
import ee.passkeys.credential.sql.HashedKeys;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserBase;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Repository of keys and refresh tokens on Jakarta Persistence, in the transaction of the passkeys, whose faults are the same. */
final class JpaTokenRepository implements TokenRepository {

    private final Transaction transaction;
    private final EntityManager entities;
    private final View view;
    private final UserBase users;

    /** A transaction that learns of faults, and of rows that exist. */
    interface Transaction extends JpaSql.Transaction {

        void insert(DuplicateException.Of of, Object row);
    }

    JpaTokenRepository(Transaction transaction, EntityManager entities, View view) {
        this.transaction = transaction;
        this.entities = entities;
        this.view = view;
        this.users = view.users();
    }

    @Override
    public List<TokenKey> keys(String issuer) {
        return transaction
                .ask(() -> entities.createQuery(
                                "SELECT k FROM PasskeyTokenKeyRow k WHERE k.issuer = :issuer"
                                        + " ORDER BY k.createdMs DESC, k.id",
                                TokenKeyRow.class)
                        .setParameter("issuer", issuer)
                        .getResultList())
                .stream()
                .map(TokenKeyRow::toKey)
                .toList();
    }

    @Override
    public void addKey(TokenKey key) {
        transaction.insert(DuplicateException.Of.TOKEN, TokenKeyRow.of(key));
    }

    @Override
    public int removeKeys(String issuer, Instant madeBefore) {
        return transaction.change(() -> entities.createQuery(
                        "DELETE FROM PasskeyTokenKeyRow k WHERE k.issuer = :issuer AND k.createdMs < :before")
                .setParameter("issuer", issuer)
                .setParameter("before", madeBefore.toEpochMilli()));
    }

    @Override
    public void addFamily(TokenFamily family, CredentialId passkey) {
        transaction.insert(DuplicateException.Of.TOKEN, RefreshTokenRow.of(family, HashedKeys.of(passkey)));
    }

    @Override
    public Optional<TokenFamily> family(String id) {
        return transaction
                .ask(() -> Optional.ofNullable(entities.find(RefreshTokenRow.class, id)))
                .map(RefreshTokenRow::toFamily);
    }

    @Override
    public Optional<Passkey> passkeyOf(String id) {
        return transaction
                .ask(() -> entities.createQuery(
                                "SELECT p FROM PasskeyRow p JOIN FETCH p.owner o WHERE p.id ="
                                        + " (SELECT t.passkeyId FROM PasskeyRefreshTokenRow t WHERE t.id = :id)"
                                        + " AND o.userBase = :users AND o.personHash IS NOT NULL",
                                PasskeyRow.class)
                        .setParameter("id", id)
                        .setParameter("users", users.id())
                        .getResultList())
                .stream()
                .findFirst()
                .map(view::passkey);
    }

    /** In one statement, so that nothing comes in between. */
    @Override
    public boolean rotate(String id, String oldHash, String newHash) {
        return transaction.change(() -> entities.createQuery("UPDATE PasskeyRefreshTokenRow t SET t.tokenHash = :next"
                                + " WHERE t.id = :id AND t.tokenHash = :last")
                        .setParameter("next", newHash)
                        .setParameter("id", id)
                        .setParameter("last", oldHash))
                > 0;
    }

    @Override
    public boolean removeFamily(String id) {
        return transaction.change(() -> entities.createQuery("DELETE FROM PasskeyRefreshTokenRow t WHERE t.id = :id")
                        .setParameter("id", id))
                > 0;
    }

    @Override
    public int removeExpired(Instant now, int most) {
        List<String> expired = transaction.ask(() -> entities.createQuery(
                        "SELECT t.id FROM PasskeyRefreshTokenRow t WHERE t.expiresMs < :now", String.class)
                .setParameter("now", now.toEpochMilli())
                .setMaxResults(most)
                .getResultList());
        return expired.isEmpty()
                ? 0
                : transaction.change(
                        () -> entities.createQuery("DELETE FROM PasskeyRefreshTokenRow t WHERE t.id IN :ids")
                                .setParameter("ids", expired));
    }
}
