// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.ceremony.Ceremony.Kind.NEW_ACCOUNT;
import static ee.passkeys.ceremony.Ceremony.Kind.REGISTRATION;
import static ee.passkeys.problem.ProblemCode.MALFORMED_REQUEST;
import static ee.passkeys.problem.ProblemCode.NOT_SIGNED_IN;
import static ee.passkeys.problem.ProblemCode.PASSKEY_NOT_ALLOWED;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import ee.passkeys.api.AccountStatus;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.config.Settings.CeremonySettings;
import ee.passkeys.config.UserVerification;
import ee.passkeys.credential.Columns;
import ee.passkeys.credential.DuplicateException;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyDescriptor;
import ee.passkeys.credential.PasskeyTransactions;
import ee.passkeys.credential.PasskeyUser;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.UserHandle;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Registration ceremony: creates passkeys for signed-in users, and accounts with a passkey for visitors.
 *
 * <p>Safe for use by many threads.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-registering-a-new-credential">§7.1. Registering a New Credential</a>
 */
public final class Registration {

    private static final int LONGEST_LABEL = 64;

    /** Of an authenticator that does not say what it is. */
    private static final UUID NO_MODEL = new UUID(0, 0);

    private static final String KIND = "registration";
    private static final EnumSet<Ceremony.Kind> KINDS = EnumSet.of(REGISTRATION, NEW_ACCOUNT);

    private final CeremonySettings settings;
    private final CeremonyServices parts;
    private final PasskeyTransactions store;
    private final AccountStatus accounts;
    private final AccountIds ids;
    private final SignUp signUp;
    private final Function<UUID, String> labels;

    Registration(
            CeremonySettings settings,
            CeremonyServices parts,
            AccountStatus accounts,
            AccountIds ids,
            SignUp signUp,
            Function<UUID, String> labels) {
        this.settings = settings;
        this.parts = parts;
        this.store = parts.store();
        this.accounts = accounts;
        this.ids = ids;
        this.signUp = signUp;
        this.labels = labels;
    }

    /**
     * Begins to make another passkey for a signed-in caller, whose sign-in is recent.
     *
     * @param client the browser
     * @param caller the name in the container
     * @param conditional whether the browser is to make it by itself, after a password login; the user is then verified only where the
     *     browser can do that without asking, because it refuses otherwise
     * @param hints kinds of authenticator to prefer, such as {@code security-key}
     * @return the options
     * @throws ProblemException {@code passkey-not-allowed} when the caller has as many as one may have, {@code foreign-origin}
     */
    public StartedCeremony begin(Client client, String caller, boolean conditional, List<String> hints)
            throws ProblemException {
        return parts.reporting(KIND, () -> beginAnother(client, caller, conditional, hints));
    }

    private StartedCeremony beginAnother(Client client, String caller, boolean conditional, List<String> hints)
            throws ProblemException {
        PasskeyUser user = userOf(caller);
        List<Passkey> passkeys = parts.own().usable(store.transact(stored -> stored.of(caller)));
        checkRoom(caller, passkeys);
        Ceremony ceremony = parts.ceremonies()
                .begin(
                        REGISTRATION,
                        client,
                        new CeremonyFactory.User(user.handle(), caller, caller),
                        conditional ? UserVerification.PREFERRED : settings.userVerification(),
                        conditional);
        return new StartedCeremony(
                parts.seal().seal(ceremony),
                parts.options().creation(ceremony, PasskeyDescriptor.of(passkeys), hints),
                conditional,
                parts.own().previous());
    }

    /**
     * Checks a label before the authenticator makes a key for it.
     *
     * @param label what the owner calls the passkey
     * @throws ProblemException {@code malformed-request} for a label that is not plain text of 1 to 64 characters
     */
    public void checkLabel(String label) throws ProblemException {
        parts.reporting(KIND, () -> PlainText.check("label", label, LONGEST_LABEL));
    }

    /**
     * Begins to make an account with a passkey for a visitor.
     *
     * @param client the browser
     * @param name the name the account is to have
     * @param displayName what the visitor wants to be called, or empty for the name
     * @param hints kinds of authenticator to prefer, such as {@code security-key}
     * @return the options
     * @throws ProblemException {@code registration-closed}, {@code name-taken}, {@code malformed-request}, {@code foreign-origin}
     */
    public StartedCeremony beginAccount(Client client, String name, Optional<String> displayName, List<String> hints)
            throws ProblemException {
        return parts.reporting(KIND, () -> beginNewAccount(client, name, displayName, hints));
    }

    private StartedCeremony beginNewAccount(
            Client client, String name, Optional<String> displayName, List<String> hints) throws ProblemException {
        CeremonyFactory.User user = signUp.newcomer(name, displayName);
        Ceremony ceremony = parts.ceremonies().begin(NEW_ACCOUNT, client, user, settings.userVerification(), false);
        return new StartedCeremony(
                parts.seal().seal(ceremony),
                parts.options().creation(ceremony, List.of(), hints),
                false,
                parts.own().previous());
    }

    /**
     * Finishes: verifies the browser's answer and stores the passkey, with the account if it is a new one.
     *
     * @param client the browser that sent the answer
     * @param caller who is signed in, or empty
     * @param token the sealed ceremony
     * @param credential a {@code RegistrationResponseJSON}
     * @param label what the owner calls the passkey, or empty to name it after its provider
     * @return the new passkey
     * @throws ProblemException in all the ways a registration can be refused; nothing but the use of the ceremony is then stored
     */
    public Registered finish(
            Client client, Optional<String> caller, String token, JsonNode credential, Optional<String> label)
            throws ProblemException {
        return parts.reporting(KIND, () -> {
            Ceremony ceremony = parts.seal().open(token, client, KINDS);
            checkCaller(ceremony, caller);
            Optional<String> plain = label.isPresent()
                    ? Optional.of(PlainText.check("label", label.get(), LONGEST_LABEL))
                    : Optional.empty();
            Registered registered = spend(ceremony, credential, plain);
            parts.events().send(created(registered.passkey(), ceremony)); // recorded with the passkey
            return registered;
        });
    }

    private static PasskeyEvent created(Passkey passkey, Ceremony ceremony) {
        return new PasskeyEvent.Created(
                passkey.createdAt(), passkey.caller(), passkey.id(), ceremony.kind() != REGISTRATION);
    }

    private Registered spend(Ceremony ceremony, JsonNode credential, Optional<String> label) throws ProblemException {
        if (ceremony.kind() == REGISTRATION) {
            return parts.ledger().spend(ceremony, () -> verify(ceremony, credential, label));
        }
        try (SignUp.Account account = signUp.account(ceremony)) {
            Registered registered = parts.ledger().spend(ceremony, () -> verify(ceremony, credential, label, account));
            account.keep();
            return registered;
        }
    }

    private SingleUse.Change<Registered> verify(Ceremony ceremony, JsonNode credential, Optional<String> label)
            throws ProblemException {
        Passkey passkey = passkey(ceremony, parts.attestations().verify(ceremony, credential), label);
        String caller = passkey.caller();
        if (!store.outside(() -> accounts.isActive(caller))) {
            throw new ProblemException(PASSKEY_NOT_ALLOWED, "the account of " + caller + " is not active");
        }
        Optional<String> account = ids.check(caller);
        return stored -> {
            checkAnother(ceremony, passkey, parts.own().usable(stored.forAnother(caller)));
            stored.add(passkey);
            ids.bind(passkey, account, stored);
            stored.record(created(passkey, ceremony));
            return new Registered(passkey, Optional.empty());
        };
    }

    /**
     * What was asked when the ceremony began is asked again in the moment of writing: others may have been begun with it, and ended before.
     */
    private void checkAnother(Ceremony ceremony, Passkey passkey, List<Passkey> others) throws ProblemException {
        checkRoom(passkey.caller(), others);
        boolean notExcluded = others.stream()
                .anyMatch(other -> !other.createdAt().isBefore(ceremony.issuedAt())
                        && !passkey.aaguid().equals(NO_MODEL)
                        && other.aaguid().equals(passkey.aaguid()));
        if (notExcluded) {
            throw new ProblemException(
                    PASSKEY_NOT_ALLOWED,
                    "another passkey of the same authenticator type was created since the ceremony started");
        }
    }

    private void checkRoom(String caller, List<Passkey> passkeys) throws ProblemException {
        long count = passkeys.stream().filter(passkey -> !passkey.disabled()).count();
        if (count >= settings.mostPerUser()) {
            throw new ProblemException(PASSKEY_NOT_ALLOWED, caller + " has " + count + " passkeys already");
        }
    }

    private SingleUse.Change<Registered> verify(
            Ceremony ceremony, JsonNode credential, Optional<String> label, SignUp.Account account)
            throws ProblemException {
        Attestation attestation = parts.attestations().verify(ceremony, credential);
        Passkey passkey = passkey(ceremony, attestation, label);
        account.create();
        Optional<String> id = ids.check(passkey.caller());
        return stored -> {
            account.isOf(new PasskeyUser(passkey.caller(), passkey.owner(), passkey.createdAt()), stored);
            stored.add(passkey);
            ids.bind(passkey, id, stored);
            stored.record(created(passkey, ceremony));
            return new Registered(
                    passkey,
                    Optional.of(parts.proof(
                            passkey.caller(),
                            passkey,
                            passkey.userVerified(),
                            passkey.createdAt(),
                            attestation.origin(),
                            stored)));
        };
    }

    private Passkey passkey(Ceremony ceremony, Attestation attestation, Optional<String> label) {
        AuthenticatorData data = attestation.data();
        return new Passkey(
                attestation.id(),
                requireNonNull(ceremony.handle()),
                requireNonNull(ceremony.name()),
                attestation.publicKey(),
                data.signatureCount(),
                data.userVerified(),
                data.backupEligible(),
                data.backedUp(),
                attestation.transports(),
                attestation.aaguid(),
                ceremony.rpId(),
                label.orElseGet(() -> labels.apply(attestation.aaguid())),
                attestation.format(),
                parts.clock().instant(),
                null,
                false);
    }

    private static void checkCaller(Ceremony ceremony, Optional<String> caller) throws ProblemException {
        if (ceremony.kind() == NEW_ACCOUNT && caller.isPresent()) {
            throw new ProblemException(
                    MALFORMED_REQUEST, caller.get() + " is signed in and cannot create a new account");
        }
        if (ceremony.kind() == REGISTRATION && !caller.equals(Optional.ofNullable(ceremony.name()))) {
            throw new ProblemException(
                    NOT_SIGNED_IN, "the ceremony is for " + ceremony.name() + ", signed in is " + caller);
        }
    }

    /** The caller's handle is given when the first registration begins, so that two begun at once give the authenticators one. */
    private PasskeyUser userOf(String caller) throws ProblemException {
        if (!Columns.holdName(caller)) {
            throw new ProblemException(PASSKEY_NOT_ALLOWED, "the user name is too long to be stored");
        }
        Optional<PasskeyUser> there = store.transact(stored -> stored.user(caller));
        if (there.isPresent()) {
            return there.get();
        }
        PasskeyUser user = new PasskeyUser(caller, UserHandle.random(parts.random()), Instant.now(parts.clock()));
        try {
            return store.transact(stored -> {
                stored.addUser(user);
                return user;
            });
        } catch (DuplicateException e) {
            return store.transact(stored -> stored.user(caller)).orElseThrow(() -> e);
        }
    }
}
