// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.CallerOnlyCredential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

/** The same, and it tells of a caller who brings no password. */
@ApplicationScoped
public class CallerOnlyStore implements IdentityStore {

    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        return new ClerkStore().validate(credential);
    }

    public CredentialValidationResult validate(CallerOnlyCredential credential) {
        return ClerkStore.clerk(credential.getCaller());
    }
}
