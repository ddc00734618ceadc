// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.testkit.kinds;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** Gives groups, and a principal of the application's own, to who brings the password {@code foo}, and nothing to anybody else. */
@ApplicationScoped
public class ClerkStore implements IdentityStore {

    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        return credential.compareTo(credential.getCaller(), "foo")
                ? clerk(credential.getCaller())
                : CredentialValidationResult.INVALID_RESULT;
    }

    static CredentialValidationResult clerk(String name) {
        return new CredentialValidationResult(new ClerkPrincipal(name), Set.of("foo"));
    }
}
