// SPDX-License-Identifier: Apache-2.0
package com.example.support;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** The agents, of whom there are not many. */
@ApplicationScoped
public class Agents implements IdentityStore {

    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        return credential.compareTo("sue", "how-can-i-help")
                ? new CredentialValidationResult("sue", Set.of("agent", "trainer"))
                : CredentialValidationResult.INVALID_RESULT;
    }

    @Override
    public Set<String> getCallerGroups(CredentialValidationResult result) {
        return result.getCallerPrincipal().getName().equals("sue") ? Set.of("agent", "trainer") : Set.of();
    }
}
