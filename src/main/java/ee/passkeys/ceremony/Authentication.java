// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ceremony;

import static ee.passkeys.ceremony.Ceremony.Kind.LOGIN;
import static ee.passkeys.ceremony.Ceremony.Kind.STEP_UP;
import static ee.passkeys.ceremony.Ceremony.Kind.TOKEN;
import static ee.passkeys.problem.ProblemCode.AUTHENTICATION_FAILED;
import static ee.passkeys.problem.ProblemCode.NOT_SIGNED_IN;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import ee.passkeys.api.AccountStatus;
import ee.passkeys.api.PasskeyEvent;
import ee.passkeys.config.Settings.CeremonySettings;
import ee.passkeys.config.UserVerification;
import ee.passkeys.credential.DuplicateException;
import ee.passkeys.credential.Passkey;
import ee.passkeys.credential.PasskeyDescriptor;
import ee.passkeys.credential.PasskeyRepository;
import ee.passkeys.credential.PasskeyUsage;
import ee.passkeys.problem.ProblemCode;
import ee.passkeys.problem.ProblemException;
import ee.passkeys.value.CredentialId;
import ee.passkeys.value.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Authentication ceremony: identifies a user, or confirms that a signed-in user is present.
 *
 * <p>Safe for use by many threads.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion">§7.2. Verifying an Authentication Assertion</a>
 */
public final class Authentication {

    private static final int LONGEST_NAME = 255;
    private static final String KIND = "authentication";

    private final CeremonySettings settings;
    private final CeremonyServices parts;
    private final AccountStatus accounts;
    private final AccountIds ids;
    private final DecoyCredentials decoys;

    Authentication(
            CeremonySettings settings,
            CeremonyServices parts,
            AccountStatus accounts,
            AccountIds ids,
            DecoyCredentials decoys) {
        this.settings = settings;
        this.parts = parts;
        this.accounts = accounts;
        this.ids = ids;
        this.decoys = decoys;
    }

    /**
     * Begins a login in which the passkey says who the user is. Nothing is stored and no database is asked.
     *
     * @param client the browser
     * @param conditional whether the browser is to offer passkeys in its autofill
     * @return the options
     * @throws ProblemException {@code foreign-origin}
     */
    public StartedCeremony begin(Client client, boolean conditional) throws ProblemException {
        return parts.reporting(KIND, () -> beginUnnamed(LOGIN, client, conditional));
    }

    private StartedCeremony beginUnnamed(Ceremony.Kind kind, Client client, boolean conditional)
            throws ProblemException {
        Ceremony ceremony = parts.ceremonies()
                .begin(kind, client, CeremonyFactory.User.UNKNOWN, settings.userVerification(), conditional);
        return begun(ceremony, List.of());
    }

    /**
     * Begins a login of a user who typed a name. A name that does not exist gets an answer of the same shape, always the same one.
     *
     * @param client the browser
     * @param name what was typed
     * @param conditional whether the browser is to offer passkeys in its autofill
     * @return the options
     * @throws ProblemException {@code malformed-request} for a name that nobody can have, {@code foreign-origin}
     */
    public StartedCeremony begin(Client client, String name, boolean conditional) throws ProblemException {
        return parts.reporting(KIND, () -> beginNamed(LOGIN, client, name, conditional));
    }

    /**
     * Begins a login of an app, which is to end in tokens. It is tied to no cookie, and ends in no session.
     *
     * @param client the app
     * @param name what was typed, or empty where the passkey says who the user is
     * @return the options
     * @throws ProblemException {@code malformed-request} for a name that nobody can have, {@code foreign-origin}
     */
    public StartedCeremony beginForToken(Client client, Optional<String> name) throws ProblemException {
        Client app = new Client(client.origin(), List.of());
        return parts.reporting(
                KIND,
                () -> name.isPresent() ? beginNamed(TOKEN, app, name.get(), false) : beginUnnamed(TOKEN, app, false));
    }

    private StartedCeremony beginNamed(Ceremony.Kind kind, Client client, String name, boolean conditional)
            throws ProblemException {
        String plain = PlainText.check("name", name, LONGEST_NAME);
        List<PasskeyDescriptor> decoy = decoys.of(plain);
        List<PasskeyDescriptor> real = usable(plain);
        Ceremony ceremony = parts.ceremonies()
                .begin(
                        kind,
                        client,
                        new CeremonyFactory.User(null, plain, null),
                        settings.userVerification(),
                        conditional);
        return begun(ceremony, real.isEmpty() ? decoy : real);
    }

    /**
     * Begins to ask a signed-in caller to confirm to be there. The user is always verified.
     *
     * @param client the browser
     * @param caller the name in the container
     * @return the options
     * @throws ProblemException {@code no-such-passkey} when the caller has none to confirm with, {@code foreign-origin}
     */
    public StartedCeremony beginStepUp(Client client, String caller) throws ProblemException {
        return parts.reporting(KIND, () -> beginConfirmation(client, caller));
    }

    /** Whether a caller has a passkey to confirm with. */
    boolean canConfirm(String caller) {
        return !usable(caller).isEmpty();
    }

    private StartedCeremony beginConfirmation(Client client, String caller) throws ProblemException {
        List<PasskeyDescriptor> usable = usable(caller);
        if (usable.isEmpty()) {
            throw new ProblemException(ProblemCode.NO_SUCH_PASSKEY, caller + " has no passkey to confirm with");
        }
        Ceremony ceremony = parts.ceremonies()
                .begin(STEP_UP, client, new CeremonyFactory.User(null, caller, null), UserVerification.REQUIRED, false);
        return begun(ceremony, usable);
    }

    /**
     * Finishes what was begun: verifies the browser's answer, asks the application whether the account is active, and stores the use of the
     * passkey.
     *
     * @param client the browser that sent the answer
     * @param caller the name in the container of who is signed in, if anybody is
     * @param token the sealed ceremony
     * @param credential an {@code AuthenticationResponseJSON}
     * @return who signs in, or who confirmed to be there
     * @throws ProblemException in all the ways a login can be refused, and {@code not-signed-in} when another caller began to confirm; nothing
     *     but the use of the ceremony is then stored
     */
    public Outcome finish(Client client, Optional<String> caller, String token, JsonNode credential)
            throws ProblemException {
        return parts.reporting(KIND, () -> {
            Ceremony ceremony = parts.seal().open(token, client, EnumSet.of(LOGIN, STEP_UP));
            if (ceremony.kind() == LOGIN) {
                return new SignedIn(finish(ceremony, client, credential));
            }
            checkCaller(ceremony, caller);
            return new Confirmed(finish(ceremony, client, credential));
        });
    }

    private static void checkCaller(Ceremony ceremony, Optional<String> caller) throws ProblemException {
        if (caller.filter(name -> name.equals(ceremony.name())).isEmpty()) {
            throw new ProblemException(
                    NOT_SIGNED_IN, "begun by " + ceremony.name() + ", signed in is " + caller.orElse("nobody"));
        }
    }

    /** What an answer of a browser ends in. */
    public sealed interface Outcome {

        /**
         * Returns the verified passkey.
         *
         * @return whose it is, and when it was used
         */
        VerifiedAssertion proof();
    }

    /**
     * The owner of the passkey signs in.
     *
     * @param proof the verified passkey
     */
    public record SignedIn(VerifiedAssertion proof) implements Outcome {}

    /**
     * The caller who is signed in confirmed to be there.
     *
     * @param proof the verified passkey
     */
    public record Confirmed(VerifiedAssertion proof) implements Outcome {}

    /**
     * Finishes a login of an app, which ends in tokens: one that was begun for them, or as for a session.
     *
     * @param client the app that sent the answer
     * @param token the sealed ceremony
     * @param credential an {@code AuthenticationResponseJSON}
     * @return who it is
     * @throws ProblemException in all the ways a login can be refused; nothing but the use of the ceremony is then stored
     */
    public VerifiedAssertion finishForToken(Client client, String token, JsonNode credential) throws ProblemException {
        Client app = client.asApp();
        return parts.reporting(
                KIND, () -> finish(parts.seal().open(token, app, EnumSet.of(LOGIN, TOKEN)), app, credential));
    }

    /**
     * Asks again, without the user, all that a login asks beside the authenticator: whether the passkey is there and enabled, the account
     * active, and still the same one.
     *
     * @param passkey what was used
     * @param userVerified whether the user was verified then
     * @param at when it was used
     * @param origin where it was used, if that is known
     * @return a proof for tokens alone
     * @throws ProblemException {@code authentication-failed}
     */
    public VerifiedAssertion renew(Passkey passkey, boolean userVerified, Instant at, Optional<Origin> origin)
            throws ProblemException {
        return parts.reporting("token", () -> {
            checkStanding(passkey, at);
            Optional<String> account = ids.check(passkey.caller());
            return parts.store().<VerifiedAssertion, ProblemException>transact(stored -> {
                Passkey now = stored.find(passkey.id())
                        .filter(known -> !known.disabled())
                        .orElseThrow(() -> new ProblemException(
                                AUTHENTICATION_FAILED, "the passkey was disabled or removed in the meantime"));
                ids.bind(now, account, stored);
                return parts.renewed(now, userVerified, at, origin, stored);
            });
        });
    }

    /**
     * Tells whether what a passkey gave still counts: it is enabled, and the account is active.
     *
     * @param passkey what was used
     * @param at when it was used
     * @return false when it does not
     */
    public boolean isStanding(Passkey passkey, Instant at) {
        try {
            checkStanding(passkey, at);
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    /** A token may be used at any host: what counts is that the passkey could still be used at one. */
    private void checkStanding(Passkey passkey, Instant at) throws ProblemException {
        AssertionVerifier.checkEnabled(passkey);
        if (!parts.own().isOfApplication(passkey)) {
            throw new ProblemException(
                    AUTHENTICATION_FAILED, "the passkey belongs to the RP ID " + passkey.rpId() + ", which is closed");
        }
        if (passkey.createdAt().isAfter(at)) {
            throw new ProblemException(AUTHENTICATION_FAILED, "the passkey was created again");
        }
        checkActive(passkey);
    }

    private void checkActive(Passkey passkey) throws ProblemException {
        if (!parts.store().outside(() -> accounts.isActive(passkey.caller()))) {
            throw new ProblemException(AUTHENTICATION_FAILED, "the account of " + passkey.caller() + " is not active");
        }
    }

    private VerifiedAssertion finish(Ceremony ceremony, Client client, JsonNode credential) throws ProblemException {
        List<PasskeyEvent> seen = new ArrayList<>();
        try {
            List<PasskeyEvent> done = new ArrayList<>();
            VerifiedAssertion signedIn = parts.ledger()
                    .spendUnused(ceremony, () -> recording(verify(ceremony, credential, seen), ceremony, client, done));
            seen.addAll(done); // recorded with the use of the passkey
            return signedIn;
        } catch (ProblemException e) {
            if (e.failure() == ProblemCode.CEREMONY_SPENT) {
                seen.clear(); // its counter was counted before
            }
            throw e;
        } finally {
            seen.forEach(parts.events()::send);
        }
    }

    /** Records, in the transaction of the use, what came of it. */
    private SingleUse.Change<VerifiedAssertion> recording(
            SingleUse.Change<VerifiedAssertion> use, Ceremony ceremony, Client client, List<PasskeyEvent> done) {
        return stored -> {
            VerifiedAssertion proof = use.write(stored);
            done.clear();
            done.add(success(ceremony, proof));
            if (ceremony.kind() == LOGIN && !client.known().test(proof.caller())) {
                done.add(new PasskeyEvent.NewDevice(proof.at(), proof.caller(), proof.passkey()));
            }
            done.forEach(stored::record);
            return proof;
        };
    }

    private static PasskeyEvent success(Ceremony ceremony, VerifiedAssertion proof) {
        return ceremony.kind() == STEP_UP
                ? new PasskeyEvent.SteppedUp(proof.at(), proof.caller(), proof.passkey())
                : new PasskeyEvent.SignedIn(proof.at(), proof.caller(), proof.passkey(), proof.userVerified());
    }

    private SingleUse.Change<VerifiedAssertion> verify(Ceremony ceremony, JsonNode credential, List<PasskeyEvent> seen)
            throws ProblemException {
        AssertionAnswer answer = AssertionAnswer.read(credential);
        Passkey passkey = find(ceremony, answer.id());
        if (passkey.forged()) {
            seen.add(new PasskeyEvent.Forged(parts.clock().instant(), passkey.caller(), passkey.id()));
        }
        AssertionVerifier.Verified verified = parts.assertions().verify(ceremony, answer, passkey);
        checkCounter(passkey, verified.data().signatureCount(), seen);
        checkActive(passkey);
        Optional<String> account = ids.check(passkey.caller());
        return stored -> recordUse(ceremony, passkey, verified, account, stored);
    }

    private Passkey find(Ceremony ceremony, CredentialId id) throws ProblemException {
        try {
            Optional<Passkey> passkey = parts.store()
                    .<Optional<Passkey>, RuntimeException>read(stored -> stored.findUnused(id, ceremony.id()));
            return passkey.orElseThrow(() -> unknown(ceremony, id));
        } catch (DuplicateException e) {
            throw SingleUse.duplicate(e);
        }
    }

    /**
     * That a passkey is unknown is told where that says nothing of a name: not to a ceremony with one, and of no id that was invented for
     * one. A browser that is told deletes the passkey, which must not be another application's.
     */
    private ProblemException unknown(Ceremony ceremony, CredentialId id) {
        boolean tellable = ceremony.name() == null && !decoys.contain(id);
        if (!tellable) {
            return new ProblemException(AUTHENTICATION_FAILED, "no passkey has this ID");
        }
        return parts.store().<Boolean, RuntimeException>transact(stored -> stored.isAnywhere(id))
                ? new ProblemException(AUTHENTICATION_FAILED, "the passkey belongs to another user base")
                : ProblemException.unknownCredential("no passkey has this ID");
    }

    /** §7.2 step 22: the counter has grown, or the authenticator counts nothing. */
    private void checkCounter(Passkey passkey, long received, List<PasskeyEvent> seen) throws ProblemException {
        boolean countsNothing = received == 0 && passkey.signatureCount() == 0;
        if (countsNothing || received > passkey.signatureCount()) {
            return;
        }
        seen.add(new PasskeyEvent.CounterFell(
                parts.clock().instant(), passkey.caller(), passkey.id(), passkey.signatureCount(), received));
        if (settings.rejectFallenCounter()) {
            throw new ProblemException(
                    AUTHENTICATION_FAILED, "the counter is " + received + " after " + passkey.signatureCount());
        }
    }

    /** §7.2 step 24, after all checks; that nothing changed since they were made is checked in the moment of writing. */
    private VerifiedAssertion recordUse(
            Ceremony ceremony,
            Passkey passkey,
            AssertionVerifier.Verified verified,
            Optional<String> account,
            PasskeyRepository stored)
            throws ProblemException {
        AuthenticatorData data = verified.data();
        Instant now = parts.clock().instant();
        PasskeyUsage use = new PasskeyUsage(
                data.signatureCount(), data.userVerified(), data.backedUp(), now, !settings.rejectFallenCounter());
        if (!stored.recordUse(passkey.owner(), passkey.id(), use)) {
            throw new ProblemException(
                    AUTHENTICATION_FAILED, "the passkey was used, disabled or removed in the meantime");
        }
        ids.bind(passkey, account, stored);
        return parts.proof(nameOf(ceremony, passkey), passkey, data.userVerified(), now, verified.origin(), stored);
    }

    /** A passkey signs in the name that it was made for; who confirms is there already, perhaps in another spelling. */
    private static String nameOf(Ceremony ceremony, Passkey passkey) {
        return ceremony.kind() == STEP_UP ? requireNonNull(ceremony.name()) : passkey.caller();
    }

    private List<PasskeyDescriptor> usable(String caller) {
        return parts.store().read(stored -> stored.describe(caller, parts.own().rpId()));
    }

    private StartedCeremony begun(Ceremony ceremony, List<PasskeyDescriptor> allow) {
        return new StartedCeremony(
                parts.seal().seal(ceremony), parts.options().request(ceremony, allow), ceremony.conditional());
    }
}
