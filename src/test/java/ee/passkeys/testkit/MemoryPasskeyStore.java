// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit;

import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.credential.DuplicateException;
import ee.passkeys.credential.EnrollmentRecord;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyDescriptor;
import ee.passkeys.credential.PasskeyRepository;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.PasskeyUsage;
import ee.passkeys.credential.PasskeyUser;
import ee.passkeys.credential.PasswordLogin;
import ee.passkeys.credential.Secret;
import ee.passkeys.credential.StoreUnavailableException;
import ee.passkeys.credential.TokenRepository;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.UserHandle;
import ee.passkeys.value.UserNames;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store in memory that keeps the same promises, can be taken away, and fails to commit when it is told to. */
public final class MemoryPasskeyStore implements PasskeyTransactions {

    private Tables tables = new Tables();
    private boolean away;
    private boolean commitFails;
    private boolean busy;
    private int transactions;

    public synchronized void goAway() {
        away = true;
    }

    public synchronized void comeBack() {
        away = false;
    }

    /** The next one of a transaction that changes passkeys. */
    public synchronized void failNextCommit() {
        commitFails = true;
    }

    /** Lets every attempt to forget old marks fail, as one that meets another in a deadlock does. */
    public synchronized void failSweeps() {
        tables.sweepsFail = true;
    }

    /** How many there were. */
    public synchronized int transactions() {
        return transactions;
    }

    /** Fails where code of the host is called in a transaction, which holds a connection. */
    public synchronized void checkNoConnectionIsHeld() {
        if (busy) {
            throw new AssertionError("code of the host is called while a connection is held");
        }
    }

    /** Names that sign-ups hold. */
    public synchronized Map<String, Instant> reserved() {
        return Map.copyOf(tables.reserved);
    }

    /** How many families of refresh tokens there are. */
    public synchronized int families() {
        return tables.tokens.size();
    }

    /** Disables a passkey, as an operator does. */
    public synchronized void disable(CredentialId id) {
        tables.passkeys.computeIfPresent(id, (same, passkey) -> Tables.disabled(passkey));
    }

    /** Removes a passkey. */
    public synchronized void remove(CredentialId id) {
        tables.passkeys.remove(id);
    }

    /** What was recorded in transactions that were committed. */
    public synchronized List<PasskeyEvent> recorded() {
        return List.copyOf(tables.recorded);
    }

    public synchronized long spent() {
        return tables.spent.size();
    }

    public synchronized List<Passkey> passkeys() {
        return List.copyOf(tables.passkeys.values());
    }

    public synchronized List<PasskeyUser> users() {
        return List.copyOf(tables.users.values());
    }

    /** Puts a passkey in another's place, as a DBA could. */
    public synchronized void put(Passkey passkey) {
        tables.passkeys.put(passkey.id(), passkey);
    }

    /** What another application on the same database has. */
    public synchronized void addElsewhere(CredentialId id) {
        tables.elsewhere.add(id);
    }

    @Override
    public synchronized <T, X extends Exception> T transact(Work<T, X> work) throws X {
        if (away) {
            throw new StoreUnavailableException("the database is away", new SQLException("away", "08001"));
        }
        if (busy) {
            throw new IllegalStateException("a second connection is wanted while one is held");
        }
        Tables copy = new Tables(tables);
        busy = true;
        transactions++;
        T result;
        try {
            result = work.run(copy);
        } finally {
            busy = false;
        }
        if (commitFails && !copy.passkeys.equals(tables.passkeys)) {
            commitFails = false;
            throw new StoreUnavailableException("the commit failed", new SQLException("away", "08007"));
        }
        tables = copy;
        return result;
    }

    private static final class Tables implements PasskeyRepository {

        private final Map<String, Instant> spent = new LinkedHashMap<>();
        private final Map<String, PasskeyUser> users = new LinkedHashMap<>();
        private final Map<CredentialId, Passkey> passkeys = new LinkedHashMap<>();
        private final Map<String, Secret> secrets = new LinkedHashMap<>();
        private final Map<String, EnrollmentRecord> offers = new LinkedHashMap<>();
        private final Map<String, Instant> switchedOff = new LinkedHashMap<>();
        private final Map<String, PasswordLogin> logins = new LinkedHashMap<>();
        private final Map<String, Instant> reserved = new LinkedHashMap<>();
        private final Map<CredentialId, String> accounts = new LinkedHashMap<>();
        private final Set<CredentialId> elsewhere = new HashSet<>();
        private final MemoryTokens tokens = new MemoryTokens(this::find);
        private final List<PasskeyEvent> recorded = new ArrayList<>();
        private boolean sweepsFail;

        Tables() {}

        Tables(Tables other) {
            spent.putAll(other.spent);
            users.putAll(other.users);
            passkeys.putAll(other.passkeys);
            secrets.putAll(other.secrets);
            offers.putAll(other.offers);
            switchedOff.putAll(other.switchedOff);
            logins.putAll(other.logins);
            reserved.putAll(other.reserved);
            elsewhere.addAll(other.elsewhere);
            accounts.putAll(other.accounts);
            tokens.addAll(other.tokens);
            recorded.addAll(other.recorded);
            sweepsFail = other.sweepsFail;
        }

        @Override
        public void record(PasskeyEvent event, String actor) {
            recorded.add(event);
        }

        @Override
        public void spend(String ceremonyId, Instant expiresAt) {
            insert(spent, ceremonyId, expiresAt, DuplicateException.Of.CEREMONY);
        }

        @Override
        public void spendUnused(String ceremonyId, Instant expiresAt) {
            spend(ceremonyId, expiresAt);
        }

        @Override
        public TokenRepository tokens() {
            return tokens;
        }

        @Override
        public int forgetSpent(Instant now, int most) {
            if (sweepsFail) {
                throw new StoreUnavailableException("a deadlock", new SQLException("deadlock", "40001"));
            }
            List<String> expired = spent.entrySet().stream()
                    .filter(mark -> mark.getValue().isBefore(now))
                    .map(Map.Entry::getKey)
                    .limit(most)
                    .toList();
            expired.forEach(spent::remove);
            return expired.size();
        }

        @Override
        public Optional<Instant> switchedOff(String application) {
            return Optional.ofNullable(switchedOff.get(application));
        }

        @Override
        public void keepSwitchedOff(String application, Instant at) {
            switchedOff.merge(application, at, (one, other) -> one.isAfter(other) ? one : other);
        }

        @Override
        public Optional<EnrollmentRecord> offer(String caller) {
            return Optional.ofNullable(offers.get(UserNames.fold(caller)));
        }

        @Override
        public void keepOffer(EnrollmentRecord offer) {
            offers.put(UserNames.fold(offer.caller()), offer);
        }

        @Override
        public Optional<PasskeyUser> user(String caller) {
            return Optional.ofNullable(users.get(caller));
        }

        @Override
        public void addUser(PasskeyUser user) {
            insert(users, user.caller(), user, DuplicateException.Of.USER);
        }

        @Override
        public boolean isKnown(String name) {
            return users.keySet().stream().anyMatch(user -> UserNames.same(user, name))
                    || passwordLogin(name).isPresent();
        }

        @Override
        public List<Passkey> of(String caller) {
            return passkeys.values().stream()
                    .filter(passkey -> UserNames.same(passkey.caller(), caller))
                    .toList();
        }

        @Override
        public List<PasskeyDescriptor> describe(String caller, String rpId) {
            return PasskeyDescriptor.of(of(caller).stream()
                    .filter(passkey -> passkey.rpId().equals(rpId) && !passkey.disabled())
                    .toList());
        }

        @Override
        public List<Passkey> forAnother(String caller) {
            return of(caller);
        }

        @Override
        public Optional<Passkey> find(CredentialId id) {
            return Optional.ofNullable(passkeys.get(id));
        }

        @Override
        public Optional<Passkey> findUnused(CredentialId id, String ceremonyId) {
            if (passkeys.containsKey(id) && spent.containsKey(ceremonyId)) {
                throw new DuplicateException(DuplicateException.Of.CEREMONY, new SQLException("a mark is there"));
            }
            return find(id);
        }

        @Override
        public boolean isAnywhere(CredentialId id) {
            return passkeys.containsKey(id) || elsewhere.contains(id);
        }

        @Override
        public void add(Passkey passkey) {
            insert(passkeys, passkey.id(), passkey, DuplicateException.Of.PASSKEY);
        }

        @Override
        public boolean recordUse(UserHandle owner, CredentialId id, PasskeyUsage use) {
            Passkey old = passkeys.get(id);
            if (old == null || !old.owner().equals(owner) || old.disabled()) {
                return false;
            }
            boolean countsNothing = old.signatureCount() == 0 && use.signatureCount() == 0;
            if (!countsNothing && use.signatureCount() <= old.signatureCount() && !use.evenIfCountFell()) {
                return false;
            }
            long count = Math.max(old.signatureCount(), use.signatureCount());
            boolean verified = old.userVerified() || use.userVerified();
            passkeys.put(id, copy(old, count, verified, use.backedUp(), old.label(), use.at()));
            return true;
        }

        @Override
        public void bind(UserHandle owner, CredentialId id, String account) {
            accounts.putIfAbsent(id, account);
        }

        @Override
        public boolean isBound(CredentialId id) {
            return accounts.containsKey(id);
        }

        @Override
        public int disableOthers(String caller, String account) {
            return disable(of(caller).stream()
                    .filter(passkey ->
                            accounts.containsKey(passkey.id()) && !account.equals(accounts.get(passkey.id())))
                    .toList());
        }

        @Override
        public int disable(String caller) {
            return disable(of(caller));
        }

        private int disable(List<Passkey> which) {
            List<Passkey> enabled =
                    which.stream().filter(passkey -> !passkey.disabled()).toList();
            enabled.forEach(passkey -> passkeys.put(passkey.id(), disabled(passkey)));
            return enabled.size();
        }

        private static Passkey disabled(Passkey old) {
            return new Passkey(
                    old.id(),
                    old.owner(),
                    old.caller(),
                    old.publicKey(),
                    old.signatureCount(),
                    old.userVerified(),
                    old.backupEligible(),
                    old.backedUp(),
                    old.transports(),
                    old.aaguid(),
                    old.rpId(),
                    old.label(),
                    old.attestation(),
                    old.createdAt(),
                    old.lastUsedAt(),
                    true);
        }

        @Override
        public boolean rename(String caller, CredentialId id, String label) {
            Passkey old = passkeys.get(id);
            if (old == null || !UserNames.same(old.caller(), caller)) {
                return false;
            }
            passkeys.put(
                    id, copy(old, old.signatureCount(), old.userVerified(), old.backedUp(), label, old.lastUsedAt()));
            return true;
        }

        @Override
        public boolean remove(String caller, CredentialId id) {
            return find(id).filter(passkey -> UserNames.same(passkey.caller(), caller))
                            .isPresent()
                    && passkeys.remove(id) != null;
        }

        @Override
        public void forget(String caller) {
            passkeys.values().removeIf(passkey -> UserNames.same(passkey.caller(), caller));
            users.keySet().removeIf(name -> UserNames.same(name, caller));
            offers.remove(UserNames.fold(caller));
            logins.remove(UserNames.fold(caller));
        }

        /** Names are rows' own business, and renamed in the database alone. */
        @Override
        public Optional<String> formerName(String caller, String account) {
            return Optional.empty();
        }

        @Override
        public boolean renameUser(String caller, String newName) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Secret> secrets() {
            return secrets.values().stream()
                    .sorted((a, b) -> b.createdAt().compareTo(a.createdAt()))
                    .toList();
        }

        @Override
        public void addSecret(Secret secret) {
            insert(secrets, secret.id(), secret, DuplicateException.Of.SECRET);
        }

        @Override
        public Optional<PasswordLogin> passwordLogin(String caller) {
            return Optional.ofNullable(logins.get(UserNames.fold(caller)));
        }

        @Override
        public void keep(PasswordLogin login) {
            logins.put(UserNames.fold(login.caller()), login);
        }

        @Override
        public Optional<Instant> reserved(String caller) {
            return Optional.ofNullable(reserved.get(UserNames.fold(caller)));
        }

        @Override
        public void reserve(String caller, Instant until) {
            insert(reserved, UserNames.fold(caller), until, DuplicateException.Of.USER);
        }

        @Override
        public void release(String caller) {
            reserved.remove(UserNames.fold(caller));
        }

        private static <K, V> void insert(Map<K, V> table, K key, V value, DuplicateException.Of of) {
            if (table.putIfAbsent(key, value) != null) {
                throw new DuplicateException(of, new SQLException("duplicate", "23505"));
            }
        }

        private static Passkey copy(
                Passkey old, long count, boolean verified, boolean backedUp, String label, Instant used) {
            return new Passkey(
                    old.id(),
                    old.owner(),
                    old.caller(),
                    old.publicKey(),
                    count,
                    verified,
                    old.backupEligible(),
                    backedUp,
                    old.transports(),
                    old.aaguid(),
                    old.rpId(),
                    label,
                    old.attestation(),
                    old.createdAt(),
                    used,
                    old.disabled());
        }
    }
}
