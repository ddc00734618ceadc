// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.ceremony.CeremonyFailure.NAME_TAKEN;
import static ee.passkeys.ceremony.CeremonyFailure.REGISTRATION_CLOSED;
import static java.util.Objects.requireNonNull;

import ee.passkeys.caller.NewAccounts;
import ee.passkeys.credential.PasskeyStore;
import ee.passkeys.credential.Passkeys;
import ee.passkeys.value.UserHandle;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The part of the host in a registration that makes a new account: the host says which names are free and makes the account, and either
 * account and passkey are both there in the end, or neither is.
 */
final class SignUp {

    private static final int LONGEST_NAME = 100;

    private final Optional<NewAccounts> host;
    private final PasskeyStore store;
    private final SecureRandom random;

    /** Registration is open where the host has a bean for it and the settings say so. */
    SignUp(boolean open, Optional<NewAccounts> host, PasskeyStore store, SecureRandom random) {
        this.host = open ? host : Optional.empty();
        this.store = store;
        this.random = random;
    }

    /** The visitor as the authenticator will know them, if the name is free. */
    Ceremonies.User newcomer(String name, Optional<String> displayName) throws CeremonyException {
        host();
        String plain = PlainText.check("name", name, LONGEST_NAME);
        String shown = PlainText.check("displayName", displayName.orElse(plain), LONGEST_NAME);
        Optional<CeremonyException> refusal = store.transact(stored -> {
            try {
                checkFree(plain, stored);
                return Optional.empty();
            } catch (CeremonyException e) {
                return Optional.of(e);
            }
        });
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return new Ceremonies.User(UserHandle.random(random), plain, shown);
    }

    /** A name that has, or once had, passkeys is never given again: its new owner would inherit them. */
    void checkFree(String name, Passkeys stored) throws CeremonyException {
        NewAccounts accounts = host();
        if (stored.user(name).isPresent() || !stored.outside(() -> accounts.isFree(name))) {
            throw new CeremonyException(NAME_TAKEN, "the name " + name + " is not free");
        }
    }

    /** The account that a registration is to make; not made yet. */
    Account account(Ceremony ceremony) {
        return new Account(ceremony);
    }

    /** An account that is made at the end of a registration, and taken back when the registration fails after that. */
    final class Account {

        private final Ceremony ceremony;
        private boolean created;

        private Account(Ceremony ceremony) {
            this.ceremony = ceremony;
        }

        /** Makes the account; the last thing before the commit, so that nothing but the commit can fail after it. */
        void create(Passkeys stored) throws CeremonyException {
            NewAccounts accounts = host();
            String name = name();
            try {
                stored.outside(() -> {
                    accounts.create(name, requireNonNull(ceremony.displayName()));
                    return name;
                });
            } catch (RuntimeException e) {
                if (!stored.outside(() -> accounts.isFree(name))) {
                    throw new CeremonyException(NAME_TAKEN, "somebody else was given the name " + name, e);
                }
                throw e;
            }
            created = true;
        }

        /** Takes the account back, if it was made. */
        void withdraw() {
            if (created) {
                host.ifPresent(accounts -> accounts.withdraw(name()));
            }
        }

        private String name() {
            return requireNonNull(ceremony.name());
        }
    }

    private NewAccounts host() throws CeremonyException {
        return host.orElseThrow(() -> new CeremonyException(REGISTRATION_CLOSED, "registration is not open"));
    }
}
