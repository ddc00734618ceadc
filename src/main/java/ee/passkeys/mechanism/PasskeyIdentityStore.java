// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.mechanism;

import ee.passkeys.ceremony.SignedIn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.EnumSet;
import java.util.Set;

/**
 * Turns the proof of a passkey login into a caller with groups, which are the host's and those of this moment.
 *
 * <p>The mechanism asks it directly. It is no bean of type {@code IdentityStore}, so that the host's own stores are neither asked about a
 * credential they do not know nor joined by one they do not expect.
 */
@ApplicationScoped
@Typed(PasskeyIdentityStore.class)
public class PasskeyIdentityStore implements IdentityStore {

    private final Admission admission;

    /** Made by the container, which needs it for its proxy. */
    @SuppressWarnings("NullAway") // a proxy has no state
    protected PasskeyIdentityStore() {
        this.admission = null;
    }

    /**
     * Made by the container.
     *
     * @param admission where the groups come from
     */
    @Inject
    PasskeyIdentityStore(Admission admission) {
        this.admission = admission;
    }

    /**
     * Validates a passkey login.
     *
     * @param credential the proof
     * @return VALID with caller and groups for the proof of a passkey login, INVALID when the server's realm has locked the account,
     *     NOT_VALIDATED for anything else
     */
    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (credential instanceof PasskeyCredential passkey) {
            SignedIn proof = passkey.proof();
            return admission
                    .groupsOf(proof.caller())
                    .map(groups -> new CredentialValidationResult(proof.caller(), groups))
                    .orElse(CredentialValidationResult.INVALID_RESULT);
        }
        return CredentialValidationResult.NOT_VALIDATED_RESULT;
    }

    /**
     * Where the groups of its callers come from.
     *
     * @return the source that is asked at every passkey login
     */
    public GroupSource groupSource() {
        return admission.groupSource();
    }

    /**
     * It validates, and leaves groups to the host.
     *
     * @return VALIDATE alone
     */
    @Override
    public Set<ValidationType> validationTypes() {
        return EnumSet.of(ValidationType.VALIDATE);
    }
}
