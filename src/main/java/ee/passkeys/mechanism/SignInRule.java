// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.authorization.GroupParity;
import ee.passkeys.authorization.OriginGroups;
import ee.passkeys.authorization.PasswordPolicy;
import ee.passkeys.authorization.ResolvedGroups;
import ee.passkeys.ceremony.VerifiedAssertion;
import ee.passkeys.config.Settings.Level;
import ee.passkeys.config.Switch;
import ee.passkeys.policy.Rollout;
import ee.passkeys.value.OneInstance;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.callback.CallbackHandler;

/**
 * Decides whether the owner of a verified passkey comes in, by a session or by a token, before either exists: passkeys are on, the realm knows the
 * user and takes a sign-in, the passkey gives no more than the password did, the rollout level is not off, and the origin may give any of the
 * groups.
 */
@OneInstance
class SignInRule {

    private final Admission admission;
    private final GroupParity parity;
    private final PasswordPolicy passwords;
    private final Rollout rollout;
    private final Switch passkeys;
    private final OriginGroups origins;

    @Inject
    SignInRule(
            Admission admission,
            GroupParity parity,
            PasswordPolicy passwords,
            Rollout rollout,
            Switch passkeys,
            OriginGroups origins) {
        this.admission = admission;
        this.parity = parity;
        this.passwords = passwords;
        this.rollout = rollout;
        this.passkeys = passkeys;
        this.origins = origins;
    }

    /**
     * Decides on one sign-in. The passkeys of a user whom the realm no longer knows are disabled. A user who is refused needs the password, if
     * there is one.
     *
     * @param proof the verified passkey
     * @param container which would be told of the user
     * @return the groups of the user, or why there is no sign-in
     * @throws RuntimeException when the groups of the user cannot be read
     */
    Decision decide(VerifiedAssertion proof, CallbackHandler container) {
        Optional<ResolvedGroups> groups = admission.grant(proof, container);
        if (groups.filter(ResolvedGroups::unknownToRealm).isPresent()) {
            passwords.gone(proof.caller());
        }
        if (!passkeys.isOn() || passkeys.wasOffAfter(proof.at()) || !parity.lets(proof, groups)) {
            return refused(proof.caller() + " must not sign in now", proof);
        }
        if (groups.flatMap(ResolvedGroups::effective).filter(rollout::isOff).isPresent()) {
            return refused("the rollout level is off for " + proof.caller(), proof);
        }
        return origins.limit(proof.origin()) ? limited(proof, groups.get(), container) : new Granted(groups.get());
    }

    /** The level is that of all groups of the user: what an origin leaves out must not turn passkeys on. */
    private Decision limited(VerifiedAssertion proof, ResolvedGroups all, CallbackHandler container) {
        if (rollout.levelOf(all.effective().orElse(Set.of())::contains) == Level.OFF) {
            return refused("the rollout level is off for " + proof.caller(), proof);
        }
        return origins.within(proof, all, container)
                .<Decision>map(Granted::new)
                .orElseGet(() -> new Refused("the origin gives " + proof.caller() + " no group"));
    }

    private Decision refused(String why, VerifiedAssertion proof) {
        passwords.needed(proof.caller());
        return new Refused(why);
    }

    /** What is decided of one sign-in. */
    sealed interface Decision {}

    /**
     * The user comes in.
     *
     * @param groups with these groups
     */
    record Granted(ResolvedGroups groups) implements Decision {}

    /**
     * The user does not come in.
     *
     * @param why for log and audit, never for the client
     */
    record Refused(String why) implements Decision {}
}
