// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.util.Set;

/** The application's own handler: whatever a store says of groups, a right password gives {@code foo}. */
@ApplicationScoped
@Alternative
@Priority(1000)
public class FooHandler implements IdentityStoreHandler {

    @Inject
    private BarStore store;

    @Override
    public CredentialValidationResult validate(Credential credential) {
        return credential instanceof UsernamePasswordCredential password
                        && store.validate(password).getStatus() == CredentialValidationResult.Status.VALID
                ? new CredentialValidationResult(password.getCaller(), Set.of("foo"))
                : CredentialValidationResult.INVALID_RESULT;
    }
}
