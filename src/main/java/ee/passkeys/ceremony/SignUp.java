// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.problem.ProblemCode.CEREMONY_SPENT;
import static ee.passkeys.problem.ProblemCode.NAME_TAKEN;
import static ee.passkeys.problem.ProblemCode.REGISTRATION_CLOSED;
import static java.util.Objects.requireNonNull;

import ee.passkeys.api.NewAccounts;
import ee.passkeys.credential.DuplicateException;
import ee.passkeys.credential.PasskeyRepository;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.PasskeyUser;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.ApplicationLog;
import ee.passkeys.value.UserHandle;
import ee.passkeys.value.UserNames;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of the application in a registration that makes a new account: the application says which names are free and makes the account,
 * and either account and passkey are both there in the end, or neither is.
 *
 * <p>No code of the application is called while a connection is held. So the name is held first, in a transaction of its own; then the
 * application makes the account; then the passkey is stored. What fails in between is taken back.
 */
final class SignUp {

    private static final System.Logger LOG = ApplicationLog.of(SignUp.class);

    private static final int LONGEST_NAME = 100;

    /** No sign-up takes so long: what holds a name for longer will never end. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** How long it is known that a sign-up has not ended, so that what it left can be taken back. */
    private static final Duration REMEMBERED = Duration.ofDays(365);

    private final Optional<NewAccounts> host;
    private final PasskeyTransactions store;
    private final SecureRandom random;
    private final Clock clock;

    /** Names that are being held at this moment, on this node. */
    private final Set<String> beginning = ConcurrentHashMap.newKeySet();

    /** Registration is open where the application has a bean for it and the settings say so. */
    SignUp(boolean open, Optional<NewAccounts> host, PasskeyTransactions store, SecureRandom random, Clock clock) {
        this.host = open ? host : Optional.empty();
        this.store = store;
        this.random = random;
        this.clock = clock;
    }

    /** The visitor as the authenticator will know them, if the name is free. */
    CeremonyFactory.User newcomer(String name, Optional<String> displayName) throws ProblemException {
        host();
        String plain = PlainText.check("name", name, LONGEST_NAME);
        String shown = PlainText.check("displayName", displayName.orElse(plain), LONGEST_NAME);
        checkFree(plain);
        return new CeremonyFactory.User(UserHandle.random(random), plain, shown);
    }

    /** A name that has, or once had, passkeys is never given again: its new owner would inherit them. */
    private void checkFree(String name) throws ProblemException {
        NewAccounts accounts = host();
        boolean known = store.<Boolean, RuntimeException>transact(stored -> stored.isKnown(name));
        if (known || !(store.outside(() -> accounts.isFree(name)) || isTakenBack(name, accounts))) {
            throw new ProblemException(NAME_TAKEN, "the name " + name + " is already taken");
        }
    }

    /**
     * Whether the account of a sign-up that never ended is gone now: its node went down, or could not take it back. It is one that nobody
     * can sign in to, without a passkey and without any other way in; otherwise somebody else has made it.
     */
    private boolean isTakenBack(String name, NewAccounts accounts) {
        Optional<Instant> held = store.transact(stored -> stored.reserved(name));
        if (held.filter(this::hasEnded).isEmpty()) {
            return false;
        }
        return store.outside(() -> {
            if (accounts.hasOtherWayIn(name)) {
                return false;
            }
            accounts.withdraw(name);
            return accounts.isFree(name);
        });
    }

    private boolean hasEnded(Instant heldUntil) {
        return heldUntil.minus(REMEMBERED).plus(LONGEST).isBefore(clock.instant());
    }

    /** The account that a registration is to make; not made yet. */
    Account account(Ceremony ceremony) {
        return new Account(requireNonNull(ceremony.name()), requireNonNull(ceremony.displayName()));
    }

    /** An account that is made at the end of a registration, and taken back when the registration fails after that. */
    final class Account implements AutoCloseable {

        private final String name;
        private final String displayName;
        private boolean held;
        private boolean created;
        private boolean kept;

        private Account(String name, String displayName) {
            this.name = name;
            this.displayName = displayName;
        }

        /** Holds the name and makes the account. */
        void create() throws ProblemException {
            NewAccounts accounts = host();
            checkFree(name);
            hold();
            try {
                store.outside(() -> {
                    accounts.create(name, displayName);
                    return name;
                });
            } catch (RuntimeException e) {
                if (!store.outside(() -> accounts.isFree(name))) {
                    throw new ProblemException(NAME_TAKEN, "another user was given the name " + name, e);
                }
                throw e;
            }
            created = true;
        }

        /**
         * Whoever comes second, if only by sending an answer twice, begins anew, and the first goes on. The second is not told so by the key of
         * the row, which a persistence provider would log as an error at every try.
         */
        private void hold() throws ProblemException {
            String key = UserNames.fold(name);
            if (!beginning.add(key)) {
                throw isBeingAssigned(null);
            }
            try {
                store.<String, ProblemException>transact(stored -> {
                    Optional<Instant> until = stored.reserved(name);
                    if (until.isPresent() && !hasEnded(until.get())) {
                        throw isBeingAssigned(null);
                    }
                    if (until.isPresent()) {
                        stored.release(name);
                    }
                    stored.reserve(name, clock.instant().plus(REMEMBERED));
                    return name;
                });
                held = true;
            } catch (DuplicateException e) {
                throw isBeingAssigned(e);
            } finally {
                beginning.remove(key);
            }
        }

        private ProblemException isBeingAssigned(@Nullable Throwable cause) {
            return new ProblemException(CEREMONY_SPENT, "the name " + name + " is being assigned", cause);
        }

        /** Gives the name to the user of the passkey, in the transaction that stores it. */
        void isOf(PasskeyUser user, PasskeyRepository stored) {
            stored.addUser(user);
            stored.release(name);
        }

        /** Everything is stored. */
        void keep() {
            kept = true;
        }

        /**
         * Takes back what was made, unless it is to be kept. A name whose account cannot be taken back stays held, so that it is tried
         * again.
         */
        @Override
        public void close() {
            if (held && !kept && isWithdrawn()) {
                letGo();
            }
        }

        private boolean isWithdrawn() {
            try {
                if (created) {
                    store.outside(() -> {
                        host.ifPresent(accounts -> accounts.withdraw(name));
                        return name;
                    });
                }
                return true;
            } catch (RuntimeException e) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "The new account \"" + name
                                + "\" has no passkey and could not be removed. Remove it, or the removal is retried"
                                + " at the next registration with this name",
                        e);
                return false;
            }
        }

        private void letGo() {
            try {
                store.transact(stored -> {
                    stored.release(name);
                    return name;
                });
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "A name stays reserved for some minutes", e);
            }
        }
    }

    private NewAccounts host() throws ProblemException {
        return host.orElseThrow(() -> new ProblemException(REGISTRATION_CLOSED, "registration is not open"));
    }
}
